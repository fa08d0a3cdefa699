using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>
/// Runs one attempt at one job: keeps its lease while the handler works, stops it when it is canceled, writes how it ended.
/// </summary>
public sealed partial class JobExecutor : IDisposable
{
    private static readonly Func<ILogger, Guid, Guid, IDisposable?> Scope =
        LoggerMessage.DefineScope<Guid, Guid>("job {Job} tenant {Tenant}");
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    private readonly JobQueue _queue;
    private readonly JobEnds _ends;
    private readonly JobSteps _steps;
    private readonly Announcements _announcements;
    private readonly IServiceProvider _services;
    private readonly TimeSpan _lease;
    private readonly SiloName _silo;
    private readonly TimeProvider _time;
    private readonly ILogger<JobExecutor> _logger;
    private readonly ConcurrentDictionary<JobRun, Channel<bool>> _running = [];

    public JobExecutor(
        JobQueue queue, JobEnds ends, JobSteps steps, Announcements announcements, IServiceProvider services, IOptions<JobOptions> options,
        SiloName silo, TimeProvider time, ILogger<JobExecutor> logger)
    {
        (_queue, _ends, _steps, _announcements, _services, _lease, _silo, _time, _logger) =
            (queue, ends, steps, announcements, services, options.Value.Lease, silo, time, logger);
        announcements.JobStopped += LookAgain;
    }

    /// <summary>
    /// Runs it to whatever end. Canceling hands the job back, for another worker to take at once.
    /// Returns what the handler yielded; null when it came to nothing, which is on record.
    /// </summary>
    /// <param name="worked">Called when the work is done and only its end is to be written.</param>
    public async Task<JobAttempt> Run(ClaimedJob job, CancellationToken handBack, Action? worked = null)
    {
        using var activity = JobTelemetry.Start(job, _time.GetUtcNow());
        using var scope = Scope(_logger, job.JobId, job.TenantId);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(handBack);
        using var finished = new CancellationTokenSource();
        var began = _time.GetTimestamp();
        var run = new JobRun(job, _silo.Name, _steps, _time);
        var look = _running[run] =
            Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var heart = KeepLease(run, look.Reader, stop, finished.Token);
        JobAttempt attempt;
        try
        {
            await Link(activity, job);
            attempt = await Attempt(run, worked, stop.Token, handBack);
        }
        finally
        {
            _running.TryRemove(run, out _);
            await finished.CancelAsync();
            await heart;
        }
        JobTelemetry.Ended(job, attempt, _time.GetElapsedTime(began), activity);
        return attempt;
    }

    /// <summary>Sends it to wait again, with no attempt lost.</summary>
    public async Task HandBack(ClaimedJob job)
    {
        await _ends.Write(job, JobEnd.For(job, JobState.Pending));
        LogHandedBack(job.JobId);
    }

    public void Dispose() => _announcements.JobStopped -= LookAgain;

    private async Task Link(Activity? activity, ClaimedJob job)
    {
        if (activity is null)
        {
            return; // nobody traces
        }
        try
        {
            JobTelemetry.Link(activity, await _queue.Origin(job));
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            LogUnreachable(e.GetType().Name); // the work goes on without it
        }
    }

    private async Task<JobAttempt> Attempt(JobRun run, Action? worked, CancellationToken stop, CancellationToken handBack)
    {
        var job = run.Job;
        try
        {
            var result = await _services.GetRequiredKeyedService<IJobHandler>(job.Kind).Run(run, stop);
            worked?.Invoke();
            return result.IsEnded || await _ends.Write(job, JobEnd.For(job, JobState.Completed, result: result.ToJson()))
                ? new JobAttempt(JobState.Completed, result.Value, null)
                : Lost(job);
        }
        catch (LeaseLostException)
        {
            return Lost(job);
        }
        catch (Exception) when (handBack.IsCancellationRequested)
        {
            await HandBack(job);
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
        var state = JobErrors.StateAfter(problem, job.IsLastAttempt);
        try
        {
            var delay = state == JobState.Retrying ? Pause(job.Attempt, problem, error) : default;
            await _ends.Write(job, JobEnd.For(job, state, problem, delay: delay));
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

    /// <summary>
    /// 1, 4, 9 … seconds, and not before it may help; where a limit says when, then. Up to half as long again so that jobs which failed
    /// together do not come back together.
    /// </summary>
    private static TimeSpan Pause(int attempt, JobProblem problem, Exception error)
    {
        var (asked, growing) = ((error as ProblemException)?.RetryAfter?.TotalSeconds, Math.Min(400, attempt * attempt));
        var seconds = asked is null ? growing : problem.Class == ErrorClass.Quota ? asked.Value : Math.Max(asked.Value, growing);
        return TimeSpan.FromSeconds(seconds * (1 + (Random.Shared.NextDouble() / 2)));
    }

    /// <summary>
    /// Being told that a job was stopped is a reason to look, not proof: what is told may come late, when the job was sent to wait
    /// again and this silo has taken its new attempt.
    /// </summary>
    private void LookAgain(Guid jobId)
    {
        foreach (var (run, look) in _running)
        {
            if (run.Job.JobId == jobId)
            {
                look.Writer.TryWrite(true);
            }
        }
    }

    private async Task KeepLease(JobRun run, ChannelReader<bool> look, CancellationTokenSource stop, CancellationToken finished)
    {
        var (shownProgress, shownPhase) = (0, (string?)null);
        long? shownAt = null; // a first time soon: it may have been stopped before it was known to run here
        while (!finished.IsCancellationRequested)
        {
            try
            {
                var told = await Told(look, finished);
                var news = run.Progress != shownProgress || run.Phase != shownPhase;
                if (!told && !news && shownAt is { } at && _time.GetElapsedTime(at) < _lease / 3)
                {
                    continue;
                }
                (shownProgress, shownPhase, shownAt) = (run.Progress, run.Phase, null);
                if (!await _queue.Heartbeat(run.Job, _lease, shownProgress, shownPhase, run.InHand, finished))
                {
                    await stop.CancelAsync();
                    return;
                }
                shownAt = _time.GetTimestamp();
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

    /// <summary>After a beat, or as soon as there is a reason to look.</summary>
    private async Task<bool> Told(ChannelReader<bool> look, CancellationToken finished)
    {
        using var beat = CancellationTokenSource.CreateLinkedTokenSource(finished);
        var told = look.WaitToReadAsync(beat.Token).AsTask();
        await Task.WhenAny(told, Task.Delay(Beat, _time, beat.Token));
        finished.ThrowIfCancellationRequested();
        await beat.CancelAsync();
        return look.TryRead(out _);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue cannot be reached ({Reason}).")]
    private partial void LogUnreachable(string reason);

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Attempt {Attempt} of job {JobId} was stopped: canceled, or its lease was lost.")]
    private partial void LogLeaseLost(Guid jobId, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} was handed back.")]
    private partial void LogHandedBack(Guid jobId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} cannot be done with what it was given: {Code}.")]
    private partial void LogRefused(Guid jobId, string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} of job {JobId} failed.")]
    private partial void LogFailed(Exception exception, Guid jobId, int attempt);
}

/// <summary>How an attempt ended, for whoever waits for it in this process.</summary>
/// <param name="Result">What the handler of a completed one yielded, as it was made.</param>
public sealed record JobAttempt(JobState State, object? Result, ExceptionDispatchInfo? Error);
