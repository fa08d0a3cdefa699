namespace Preciso.Jobs;

/// <summary>One worker's hold on one job. What it writes names it, and is refused once the hold is another's or nobody's.</summary>
/// <param name="Attempt">For the record. It is not the fence: a server that crashes may give the same number twice.</param>
/// <param name="Token">Made anew by each claim; only its holder knows it.</param>
public sealed record JobLease(Guid JobId, int Attempt, Guid Token);
