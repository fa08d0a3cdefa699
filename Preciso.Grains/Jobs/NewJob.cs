using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>Work that follows from a decision.</summary>
/// <param name="Key">Enqueuing the same kind and key again in a tenant changes nothing.</param>
public sealed record NewJob(Guid JobId, string Kind, Lane Lane, string Key, Guid? DocumentId, int MaxAttempts = 5);
