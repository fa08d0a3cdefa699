using System.ComponentModel.DataAnnotations;

namespace Preciso.Grains.Jobs;

/// <summary>Settings under <c>Preciso:Jobs</c>.</summary>
public sealed class JobOptions
{
    public const string Section = "Preciso:Jobs";

    /// <summary>How many jobs of any lane this silo works on at once.</summary>
    [Range(1, 256)]
    public int Workers { get; set; } = Environment.ProcessorCount;

    /// <summary>How many more it takes of what people wait for, so that these never stand behind long work.</summary>
    [Range(0, 256)]
    public int ExpressWorkers { get; set; } = Environment.ProcessorCount;

    /// <summary>How long a silent worker keeps its job. Heartbeats come three times as often.</summary>
    [Range(1, 3600)]
    public int LeaseSeconds { get; set; } = 15;

    /// <summary>How long a silo that is told to stop lets running jobs end before it hands them back.</summary>
    [Range(0, 3600)]
    public int DrainSeconds { get; set; } = 10;

    public TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);

    public TimeSpan Drain => TimeSpan.FromSeconds(DrainSeconds);
}
