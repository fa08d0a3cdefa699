using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Preciso.Grains.Jobs;

/// <summary>What an attempt tells those who measure and trace: a span with the job's id, and how long it ran.</summary>
public static class JobTelemetry
{
    public const string Name = "Preciso.Jobs";
    public const string JobId = "preciso.job_id";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("preciso_job_run_seconds", "s", "How long an attempt ran.");
    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>("preciso_job_attempts", description: "Attempts by how they ended.");

    public static Activity? Start(ClaimedJob job)
    {
        Activity.Current?.SetTag(JobId, job.JobId.ToString()); // the request that runs its own job at once
        var activity = Source.StartActivity($"job {job.Kind}", ActivityKind.Consumer);
        activity?.SetTag(JobId, job.JobId.ToString());
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
}
