using System.ComponentModel.DataAnnotations;

namespace Preciso.Grains.Jobs;

/// <summary>Settings under <c>Preciso:Jobs</c>.</summary>
public sealed class JobOptions
{
    public const string Section = "Preciso:Jobs";

    /// <summary>How many jobs this silo works on at once.</summary>
    [Range(1, 256)]
    public int Workers { get; set; } = Environment.ProcessorCount;

    /// <summary>How long a silent worker keeps its job. Heartbeats come three times as often.</summary>
    [Range(1, 3600)]
    public int LeaseSeconds { get; set; } = 15;

    public TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);
}
