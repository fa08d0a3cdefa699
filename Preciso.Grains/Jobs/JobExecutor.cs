using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>Runs one attempt at one job: keeps its lease while the handler works, stops it when it is canceled, writes how it ended.</summary>
public sealed partial class JobExecutor : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    private readonly JobQueue _queue;
    private readonly JobEnds _ends;
    private readonly JobSteps _steps;
    private readonly Notifications _notifications;
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeSpan _lease;
    private readonly SiloName _silo;
    private readonly TimeProvider _time;
    private readonly ILogger<JobExecutor> _logger;
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> _running = [];

    public JobExecutor(
        JobQueue queue, JobEnds ends, JobSteps steps, Notifications notifications, IServiceScopeFactory scopes, IOptions<JobOptions> options, SiloName silo,
        TimeProvider time, ILogger<JobExecutor> logger)
    {
        (_queue, _ends, _steps, _notifications, _scopes, _lease, _silo, _time, _logger) =
            (queue, ends, steps, notifications, scopes, options.Value.Lease, silo, time, logger);
        notifications.JobStopped += Stop;
    }

    /// <summary>
    /// Runs it to whatever end. Canceling hands the job back, for another worker to take at once.
    /// Returns what the handler yielded; null when it came to nothing, which is on record.
    /// </summary>
    public async Task<JobAttempt> Run(ClaimedJob job, CancellationToken handBack)
    {
        using var activity = JobTelemetry.Start(job);
        using var scope = _logger.BeginScope(new Dictionary<string, object> { ["job"] = job.JobId, ["tenant"] = job.TenantId });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(handBack);
        using var finished = new CancellationTokenSource();
        var began = _time.GetTimestamp();
        var run = new JobRun(job, _silo.Name, _steps);
        _running[job.JobId] = stop;
        var heart = KeepLease(run, stop, finished.Token);
        JobAttempt attempt;
        try
        {
            attempt = await Attempt(run, stop.Token, handBack);
        }
        finally
        {
            _running.TryRemove(job.JobId, out _);
            await finished.CancelAsync();
            await heart;
        }
        JobTelemetry.Ended(job, attempt, _time.GetElapsedTime(began), activity);
        return attempt;
    }

    public void Dispose() => _notifications.JobStopped -= Stop;

    private async Task<JobAttempt> Attempt(JobRun run, CancellationToken stop, CancellationToken handBack)
    {
        var job = run.Job;
        try
        {
            await using var scope = _scopes.CreateAsyncScope();
            var handler = scope.ServiceProvider.GetServices<IJobHandler>().Single(handler => handler.Kind.Name == job.Kind);
            var result = await handler.Run(run, stop);
            return result.IsEnded || await _ends.Write(job, JobEnd.Of(job, JobState.Completed, result: result.Json))
                ? new JobAttempt(JobState.Completed, result.Json, null)
                : Lost(job);
        }
        catch (LeaseLostException)
        {
            return Lost(job);
        }
        catch (Exception) when (handBack.IsCancellationRequested)
        {
            await _ends.Write(job, JobEnd.Of(job, JobState.Pending));
            LogHandedBack(job.JobId);
            return new JobAttempt(JobState.Pending, null, null);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            return Lost(job); // canceled by a person, or the lease is gone: the end is written already, or is another's to write
        }
        catch (Exception e)
        {
            return await Settle(job, e);
        }
    }

    private async Task<JobAttempt> Settle(ClaimedJob job, Exception error)
    {
        var problem = JobErrors.Describe(error);
        if (problem.Class == ErrorClass.Input)
        {
            LogRefused(job.JobId, problem.Code);
        }
        else
        {
            LogFailed(error, job.JobId, job.Attempt);
        }
        var state = problem.Class == ErrorClass.Input ? JobState.Failed : job.IsLastAttempt ? JobState.DeadLetter : JobState.Retrying;
        try
        {
            await _ends.Write(job, JobEnd.Of(job, state, problem, delay: state == JobState.Retrying ? Backoff(job.Attempt) : default));
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            LogUnreachable(e.GetType().Name); // the lease runs out, and the attempt counts as lost
        }
        return new JobAttempt(state, null, ExceptionDispatchInfo.Capture(error));
    }

    private JobAttempt Lost(ClaimedJob job)
    {
        LogLeaseLost(job.JobId, job.Attempt);
        return new JobAttempt(JobState.Canceled, null, null);
    }

    /// <summary>1, 4, 9 … seconds, up to half as long again so that jobs which failed together do not come back together.</summary>
    private static TimeSpan Backoff(int attempt) => TimeSpan.FromSeconds(Math.Min(600, attempt * attempt * (1 + (Random.Shared.NextDouble() / 2))));

    private void Stop(Guid jobId)
    {
        if (_running.TryGetValue(jobId, out var running))
        {
            try
            {
                running.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It ended at the same moment.
            }
        }
    }

    private async Task KeepLease(JobRun run, CancellationTokenSource stop, CancellationToken finished)
    {
        var (shownProgress, shownPhase, shownAt) = (0, (string?)null, _time.GetTimestamp());
        while (!finished.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Beat, _time, finished);
                var news = run.Progress != shownProgress || run.Phase != shownPhase;
                if (!news && _time.GetElapsedTime(shownAt) < _lease / 3)
                {
                    continue;
                }
                (shownProgress, shownPhase, shownAt) = (run.Progress, run.Phase, _time.GetTimestamp());
                if (!await _queue.Heartbeat(run.Job, _lease, shownProgress, shownPhase, finished))
                {
                    await stop.CancelAsync();
                    return;
                }
            }
            catch (OperationCanceledException) when (finished.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                LogUnreachable(e.GetType().Name); // the next beat tries again; the lease is the judge
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue cannot be reached ({Reason}).")]
    private partial void LogUnreachable(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Attempt {Attempt} of job {JobId} was stopped: canceled, or its lease was lost.")]
    private partial void LogLeaseLost(Guid jobId, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} was handed back.")]
    private partial void LogHandedBack(Guid jobId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} cannot be done with what it was given: {Code}.")]
    private partial void LogRefused(Guid jobId, string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} of job {JobId} failed.")]
    private partial void LogFailed(Exception exception, Guid jobId, int attempt);
}

/// <summary>How an attempt ended, for whoever waits for it in this process.</summary>
/// <param name="Result">JSON of a completed one.</param>
public sealed record JobAttempt(JobState State, string? Result, ExceptionDispatchInfo? Error);
