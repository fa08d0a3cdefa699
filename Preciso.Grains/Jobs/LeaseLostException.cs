using Orleans;
using Preciso.Grains.Core;

namespace Preciso.Grains.Jobs;

/// <summary>The worker was too long silent and its job went to another; whatever it still wants to write is refused.</summary>
[GenerateSerializer, Alias("preciso.lease_lost")]
public sealed class LeaseLostException(Guid jobId, int attempt) : Exception($"Attempt {attempt} of job {jobId} no longer holds the lease."), IKnownToEverySilo
{
    [Id(0)]
    public Guid JobId { get; } = jobId;

    [Id(1)]
    public int Attempt { get; } = attempt;
}
