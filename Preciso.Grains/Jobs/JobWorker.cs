using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>Leases jobs and runs their handlers, a fixed number at once. Idle, it sleeps until told or until one is due.</summary>
public sealed partial class JobWorker(
    JobQueue queue, JobSteps steps, Notifications notifications, IServiceScopeFactory scopes, IOptions<JobOptions> options, TimeProvider time,
    ILogger<JobWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    private readonly string _name = $"{Environment.MachineName}:{Environment.ProcessId}";
    private readonly SemaphoreSlim _wake = new(0);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        notifications.JobsWaiting += Wake;
        await Task.WhenAll(Enumerable.Range(0, options.Value.Workers).Select(_ => Work(stoppingToken)));
    }

    private void Wake() => _wake.Release(options.Value.Workers);

    private async Task Work(CancellationToken stopping)
    {
        var worked = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await queue.Claim(_name, options.Value.Lease, stopping) is { } job)
                {
                    await Run(job, stopping);
                    worked = true;
                }
                else
                {
                    await BuryTheDead(stopping);
                    worked = await Sleep(worked, stopping);
                }
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException && !stopping.IsCancellationRequested)
            {
                LogUnreachable(e.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>
    /// Until woken or until a job is due. A large document leaves garbage that the runtime would keep for as long as nothing
    /// asks for memory, so after a quiet while it is given back. Returns whether there is still something to give back.
    /// </summary>
    private async Task<bool> Sleep(bool worked, CancellationToken stopping)
    {
        var due = await UntilNextDue(stopping);
        if (await _wake.WaitAsync(worked && Quiet < due ? Quiet : due, stopping) || !worked)
        {
            return worked;
        }
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return false;
    }

    private async Task<TimeSpan> UntilNextDue(CancellationToken stopping)
    {
        var due = await queue.NextDue(stopping) - time.GetUtcNow() ?? LongestSleep;
        return due < Beat ? Beat : due < LongestSleep ? due : LongestSleep;
    }

    private async Task BuryTheDead(CancellationToken stopping)
    {
        foreach (var job in await queue.Bury(stopping))
        {
            await using var scope = scopes.CreateAsyncScope();
            var problem = new JobProblem(ErrorClass.Bug, "worker_died", "Every attempt ended with the death of its worker. Try it again, or remove the file.");
            await Handler(scope, job).GiveUp(job, JobState.DeadLetter, problem, stopping);
        }
    }

    private async Task Run(ClaimedJob job, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var logScope = logger.BeginScope(new Dictionary<string, object> { ["job"] = job.JobId, ["tenant"] = job.TenantId });
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var finished = new CancellationTokenSource();
        var run = new JobRun(job, _name, steps, time);
        var heart = KeepLease(run, lost, finished.Token);
        try
        {
            await Handler(scope, job).Run(run, lost.Token);
        }
        catch (LeaseLostException)
        {
            LogLeaseLost(job.JobId, job.Attempt);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            // Stopping, or the lease is gone: the job is someone else's, now or when the lease runs out.
            LogLeaseLost(job.JobId, job.Attempt);
        }
        catch (Exception e)
        {
            var problem = JobErrors.Describe(e);
            if (problem.Class == ErrorClass.Input)
            {
                LogRefused(job.JobId, problem.Code);
            }
            else
            {
                LogFailed(e, job.JobId, job.Attempt);
            }
            await Settle(scope, job, problem, lost.Token);
        }
        finally
        {
            await finished.CancelAsync();
            await heart;
        }
    }

    private async Task Settle(AsyncServiceScope scope, ClaimedJob job, JobProblem problem, CancellationToken cancel)
    {
        if (problem.Class == ErrorClass.Input)
        {
            await Handler(scope, job).GiveUp(job, JobState.Failed, problem, cancel);
        }
        else if (job.IsLastAttempt)
        {
            await Handler(scope, job).GiveUp(job, JobState.DeadLetter, problem, cancel);
        }
        else
        {
            await queue.RetryLater(job, problem, Backoff(job.Attempt), cancel);
            Wake();
        }
    }

    /// <summary>1, 4, 9 … seconds, up to half as long again so that jobs which failed together do not come back together.</summary>
    private static TimeSpan Backoff(int attempt) => TimeSpan.FromSeconds(attempt * attempt * (1 + (Random.Shared.NextDouble() / 2)));

    private async Task KeepLease(JobRun run, CancellationTokenSource lost, CancellationToken finished)
    {
        var (shownProgress, shownPhase, shownAt) = (-1, (string?)null, time.GetTimestamp());
        while (!finished.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Beat, time, finished);
                var news = run.Progress != shownProgress || run.Phase != shownPhase;
                if (!news && time.GetElapsedTime(shownAt) < options.Value.Lease / 3)
                {
                    continue;
                }
                (shownProgress, shownPhase, shownAt) = (run.Progress, run.Phase, time.GetTimestamp());
                if (!await queue.Heartbeat(run.Job, options.Value.Lease, shownProgress, shownPhase, finished))
                {
                    await lost.CancelAsync();
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

    private static IJobHandler Handler(AsyncServiceScope scope, ClaimedJob job) =>
        scope.ServiceProvider.GetServices<IJobHandler>().Single(handler => handler.Kind == job.Kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue cannot be reached ({Reason}).")]
    private partial void LogUnreachable(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} of job {JobId} was given up: stopping, or its lease was lost.")]
    private partial void LogLeaseLost(Guid jobId, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} cannot be done with what it was given: {Code}.")]
    private partial void LogRefused(Guid jobId, string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} of job {JobId} failed.")]
    private partial void LogFailed(Exception exception, Guid jobId, int attempt);
}
