namespace Preciso.Grains.Jobs;

/// <summary>Work that follows from a decision.</summary>
/// <param name="Key">Enqueuing the same kind and key again in a tenant changes nothing.</param>
/// <param name="Cost">How much work it is beside other jobs of its lane; 1 for a small one.</param>
/// <param name="Args">What its handler must know, as JSON; null for nothing.</param>
public sealed record NewJob(Guid JobId, JobKind Kind, string Key, Guid? DocumentId = null, float Cost = 1, string? Args = null);
