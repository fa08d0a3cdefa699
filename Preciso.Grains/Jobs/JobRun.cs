using System.Text.Json;

namespace Preciso.Grains.Jobs;

/// <summary>One attempt at one job, as its handler sees it.</summary>
public sealed class JobRun(ClaimedJob job, string worker, JobSteps steps)
{
    private volatile string? _phase;
    private volatile int _progress;

    public ClaimedJob Job => job;

    public string? Phase => _phase;

    public int Progress => _progress;

    /// <summary>What the job was given, read from its JSON.</summary>
    public T Args<T>() => JsonSerializer.Deserialize<T>(job.Args!, PrecisoJson.Options)!;

    /// <summary>Shown with the next heartbeat.</summary>
    public void Report(int progress, string phase) => (_progress, _phase) = (progress, phase);

    /// <summary>
    /// Runs and records one step; the step fills in its figures as it counts. A step that an earlier attempt finished is not run
    /// again: its result comes from the record.
    /// </summary>
    public async Task<T> Step<T>(string name, Func<Dictionary<string, double>, Task<T>> work, CancellationToken cancel)
    {
        if (job.Attempt > 1 && await steps.Finished(job, name, cancel) is { } known)
        {
            return JsonSerializer.Deserialize<T>(known, PrecisoJson.Options)!;
        }
        using var activity = JobTelemetry.StartStep(job, name);
        var figures = new Dictionary<string, double>();
        await steps.Begin(job, name, worker, cancel);
        try
        {
            var result = await work(figures);
            await steps.End(job, name, figures, JsonSerializer.Serialize(result, PrecisoJson.Options), null, cancel);
            return result;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && e is not LeaseLostException)
        {
            await steps.End(job, name, figures, null, JobErrors.Describe(e), cancel);
            throw;
        }
    }
}
