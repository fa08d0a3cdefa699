using System.Buffers.Binary;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Preciso.Grains.Jobs;

/// <summary>What an attempt tells those who measure and trace: a span with the job's id, how long it waited and how long it ran.</summary>
public static class JobTelemetry
{
    public const string Name = "Preciso.Jobs";
    public const string JobId = "preciso.job_id";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Wait = Seconds(
        "preciso_job_wait_seconds", "How long a job waited for its first attempt.",
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600]);

    // From an answer's milliseconds to an hour with a long scan.
    private static readonly Histogram<double> Duration = Seconds(
        "preciso_job_run_seconds", "How long an attempt ran.", [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600]);

    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        "preciso_job_attempts", description: "Attempts by how they ended.");

    /// <summary>The span that orders a job, if traces are kept.</summary>
    public static string? Origin => Activity.Current is { Recorded: true } ordering ? ordering.Id : null;

    public static void Link(Activity job, string? origin)
    {
        if (ActivityContext.TryParse(origin, null, isRemote: true, out var ordered))
        {
            job.AddLink(new ActivityLink(ordered));
        }
    }

    public static Activity? Start(ClaimedJob job, DateTimeOffset now)
    {
        if (job.Attempt == 1) // later ones waited for what went wrong, too
        {
            Wait.Record(Math.Max(0, (now - CreatedAt(job.JobId)).TotalSeconds), new("lane", job.Lane), new("kind", job.Kind));
        }
        Activity.Current?.SetTag(JobId, job.JobId.ToString()); // the request that runs its own job at once
        var activity = Source.StartActivity($"job {job.Kind}", ActivityKind.Consumer);
        activity?.SetTag(JobId, job.JobId.ToString());
        activity?.SetBaggage(JobId, job.JobId.ToString()); // goes with the calls to other silos
        activity?.SetTag("preciso.tenant_id", job.TenantId.ToString());
        activity?.SetTag("preciso.attempt", job.Attempt);
        return activity;
    }

    public static Activity? StartStep(ClaimedJob job, string step)
    {
        var activity = Source.StartActivity($"step {step}");
        activity?.SetTag(JobId, job.JobId.ToString());
        return activity;
    }

    public static void Ended(ClaimedJob job, JobAttempt attempt, TimeSpan took, Activity? activity)
    {
        var state = Snake.Case(attempt.State);
        Duration.Record(took.TotalSeconds, new("lane", job.Lane), new("kind", job.Kind));
        Attempts.Add(1, new("lane", job.Lane), new("kind", job.Kind), new("state", state));
        activity?.SetTag("preciso.state", state);
        activity?.SetStatus(attempt.Error is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
    }

    /// <summary>
    /// The first 48 bits of a version-7 id are the milliseconds at which it was made, so that a claim need not bring the time
    /// along. That is the clock of the silo that made it: what two clocks differ by, and below zero nothing, is good enough to measure.
    /// </summary>
    private static DateTimeOffset CreatedAt(Guid jobId)
    {
        Span<byte> bytes = stackalloc byte[16];
        jobId.TryWriteBytes(bytes, bigEndian: true, out _);
        return DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16);
    }

    private static Histogram<double> Seconds(string name, string description, double[] buckets) =>
        Meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets });
}
