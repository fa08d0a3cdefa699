namespace Preciso.Grains.Jobs;

/// <summary>The worker was too long silent and its job went to another; whatever it still wants to write is refused.</summary>
public sealed class LeaseLostException(Guid jobId, int attempt) : Exception($"Attempt {attempt} of job {jobId} no longer holds the lease.");
