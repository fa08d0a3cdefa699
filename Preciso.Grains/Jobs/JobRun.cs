using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>One attempt at one job, as its handler sees it.</summary>
public sealed class JobRun(ClaimedJob job, string worker, JobSteps steps, TimeProvider time)
{
    private volatile string? _phase;
    private volatile int _progress;

    public ClaimedJob Job => job;

    public string? Phase => _phase;

    public int Progress => _progress;

    /// <summary>Shown with the next heartbeat.</summary>
    public void Report(int progress, string phase) => (_progress, _phase) = (progress, phase);

    /// <summary>Runs and records one step; the step fills in its figures as it counts.</summary>
    public async Task<T> Step<T>(string name, Func<Dictionary<string, double>, Task<T>> work, CancellationToken cancel)
    {
        var figures = new Dictionary<string, double>();
        await steps.Begin(job, name, worker, time.GetUtcNow(), cancel);
        try
        {
            var result = await work(figures);
            await steps.End(job, name, time.GetUtcNow(), figures, null, cancel);
            return result;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            await steps.End(job, name, time.GetUtcNow(), figures, JobErrors.Describe(e), cancel);
            throw;
        }
    }
}
