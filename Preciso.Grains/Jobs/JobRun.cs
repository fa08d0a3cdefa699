using System.Text.Json;
using Npgsql;

namespace Preciso.Grains.Jobs;

/// <summary>One attempt at one job, as its handler sees it.</summary>
public sealed class JobRun(ClaimedJob job, string worker, JobSteps steps, TimeProvider time)
{
    private readonly List<NpgsqlBatchCommand> _unwritten = [];
    private volatile string? _phase;
    private volatile int _progress;
    private volatile StepInHand? _step;
    private IReadOnlyDictionary<string, string>? _finished;

    public ClaimedJob Job => job;

    public string? Phase => _phase;

    public int Progress => _progress;

    /// <summary>The step that is being worked on; the heart puts it on record, where the step itself has not done so.</summary>
    public RunningStep? InHand => _step is { } step ? new RunningStep(step.Name, time.GetElapsedTime(step.Began)) : null;

    /// <summary>What the job was given, read from its JSON.</summary>
    public T Args<T>() => JsonSerializer.Deserialize<T>(job.Args!, PrecisoJson.Options)!;

    /// <summary>Shown with the next heartbeat.</summary>
    public void Report(int progress, string phase) => (_progress, _phase) = (progress, phase);

    /// <summary>Is written when the step ends, in the same transaction, or with the next <see cref="Save"/>.</summary>
    public void Add(params IEnumerable<NpgsqlBatchCommand> statements) => _unwritten.AddRange(statements);

    /// <summary>Writes at once what was added, for work that is too much to be held until the step ends.</summary>
    public async Task Save(CancellationToken cancel)
    {
        await steps.Write(job, _unwritten, cancel);
        Forget();
    }

    /// <summary>What was added and not written yet is not to be written.</summary>
    public void Forget() => _unwritten.Clear();

    /// <summary>
    /// Runs and records one step; the step fills in its figures as it counts. A step that an earlier attempt finished is not run
    /// again: its result comes from the record.
    /// </summary>
    public async Task<T> Step<T>(string name, Func<Dictionary<string, double>, Task<T>> work, CancellationToken cancel)
    {
        if (job.Attempt > 1 && (_finished ??= await steps.Finished(job, cancel)).TryGetValue(name, out var known))
        {
            return JsonSerializer.Deserialize<T>(known, PrecisoJson.Options)!;
        }
        using var activity = JobTelemetry.StartStep(job, name);
        var figures = new Dictionary<string, double>();
        var step = _step = new StepInHand(name, time.GetTimestamp());
        try
        {
            var result = await work(figures);
            Add(JobSteps.End(
                job, name, worker, time.GetElapsedTime(step.Began), figures, JsonSerializer.Serialize(result, PrecisoJson.Options), null));
            await Save(cancel);
            return result;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && e is not LeaseLostException)
        {
            Forget(); // half of a step is nothing
            Add(JobSteps.End(job, name, worker, time.GetElapsedTime(step.Began), figures, null, JobErrors.Describe(e)));
            await Save(cancel);
            throw;
        }
        finally
        {
            _step = null;
        }
    }

    private sealed record StepInHand(string Name, long Began);
}

/// <param name="Since">For how long it has been worked on.</param>
public sealed record RunningStep(string Name, TimeSpan Since);
