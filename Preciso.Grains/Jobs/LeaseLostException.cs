using Orleans;
using Preciso.Grains.Core;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>The worker was too long silent and its job went to another; whatever it still wants to write is refused.</summary>
[GenerateSerializer, Alias("preciso.lease_lost")]
public sealed class LeaseLostException(JobLease lease)
    : Exception($"Attempt {lease.Attempt} of job {lease.JobId} no longer holds the lease."), IKnownToEverySilo
{
    [Id(0)]
    public JobLease Lease { get; } = lease;
}
