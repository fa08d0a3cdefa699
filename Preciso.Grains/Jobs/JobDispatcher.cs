using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Jobs;

/// <summary>
/// Claims jobs for this silo's free slots, in one call for all of them, and has them run. Where jobs take no time it claims some
/// ahead, so that their commits are shared. Idle, it sleeps until it is told of work or something comes due; told to stop, it lets
/// running jobs end for a while and hands back the rest.
/// </summary>
public sealed partial class JobDispatcher(
    JobQueue queue, JobExecutor executor, Announcements announcements, IEnumerable<JobKind> kinds, SiloRoles roles,
    IOptions<JobOptions> options, SiloName silo, TimeProvider time, ILogger<JobDispatcher> logger) : BackgroundService
{
    /// <summary>A notification is lost when its silo dies between commit and telling; this is how long that may matter.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Where jobs take no time, work gathers for so long: a claim of many costs hardly more than a claim of one, and one silo claims at a
    /// time.
    /// </summary>
    private static readonly TimeSpan BetweenClaims = TimeSpan.FromMilliseconds(20);

    private readonly WakeSignal _news = new();
    private readonly HashSet<Task> _running = [];
    private readonly JobsAhead _ahead = new(time);
    private int _general;
    private int _express;
    private bool _worked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var handBack = new CancellationTokenSource();
        announcements.JobsWaiting += _news.Wake;
        try
        {
            await Dispatch([.. kinds.Where(kind => roles.Has(kind.Role)).Select(kind => kind.Name)], handBack.Token, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop.
        }
        announcements.JobsWaiting -= _news.Wake;
        await Drain(handBack);
    }

    private async Task Dispatch(string[] mine, CancellationToken handBack, CancellationToken stopping)
    {
        while (mine.Length > 0)
        {
            stopping.ThrowIfCancellationRequested();
            try
            {
                await Claim(mine, handBack, stopping);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                LogUnreachable(e.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stopping);
            }
        }
    }

    private async Task Claim(string[] mine, CancellationToken handBack, CancellationToken stopping)
    {
        var began = time.GetTimestamp();
        var free = Free(mine);
        var claimed = free is { General: <= 0, Express: <= 0 } ? [] : await queue.Claim(free, CancellationToken.None);
        Start(claimed, handBack);
        if (claimed.Count < free.General + free.Express)
        {
            await Sleep(stopping);
        }
        else
        {
            await _news.Wait(LongestSleep, stopping); // every slot is taken: the next thing to happen is that one becomes free
        }
        if (_ahead.Room(options.Value.Workers) > 0 && BetweenClaims - time.GetElapsedTime(began) is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, time, stopping);
        }
    }

    private ClaimJobs Free(string[] mine)
    {
        var general = _ahead.Count > 0 ? 0 : options.Value.Workers - _general;
        return new ClaimJobs(
            silo.Name, mine, general > 0 ? general + _ahead.Room(options.Value.Workers) : 0, options.Value.ExpressWorkers - _express,
            options.Value.Lease);
    }

    private void Start(IReadOnlyList<ClaimedJob> claimed, CancellationToken handBack)
    {
        foreach (var job in claimed.Where(job => job.IsExpress))
        {
            Interlocked.Increment(ref _express);
            Track(() => Work(job, handBack));
        }
        _ahead.Add(claimed.Where(job => !job.IsExpress));
        while (_general < options.Value.Workers && _ahead.Take() is { } job)
        {
            Interlocked.Increment(ref _general);
            Track(() => Work(job, handBack));
        }
        if (claimed.Count > 0 && _ahead.Count > 0)
        {
            Track(GiveBackLate);
        }
    }

    private void Track(Func<Task> work)
    {
        _worked = true;
        var run = Task.Run(work, CancellationToken.None);
        lock (_running)
        {
            _running.Add(run);
        }
        run.ContinueWith(ended => Forget(ended), TaskScheduler.Default);
    }

    /// <summary>One slot: its job, then those that were claimed ahead.</summary>
    private async Task Work(ClaimedJob first, CancellationToken handBack)
    {
        for (var job = first; job is not null; job = job.IsExpress ? null : _ahead.Take())
        {
            await Handle(job, handBack);
        }
        _ = first.IsExpress ? Interlocked.Decrement(ref _express) : Interlocked.Decrement(ref _general);
        _news.Wake();
    }

    /// <summary>
    /// The slot is free again when the work is done, while the end of a short job is still being written: together with the ends
    /// of those that follow it.
    /// </summary>
    private async Task Handle(ClaimedJob job, CancellationToken handBack)
    {
        var worked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var began = time.GetTimestamp();
        Track(() => Run(job, worked, handBack));
        await worked.Task;
        if (!job.IsExpress)
        {
            _ahead.Took(time.GetElapsedTime(began));
        }
    }

    private async Task Run(ClaimedJob job, TaskCompletionSource worked, CancellationToken handBack)
    {
        try
        {
            await executor.Run(job, handBack, worked.SetResult);
        }
        catch (Exception e)
        {
            LogBroken(e, job.JobId); // its lease runs out
        }
        finally
        {
            worked.TrySetResult();
        }
    }

    private async Task GiveBackLate()
    {
        await Task.Delay(JobsAhead.Patience, time);
        await GiveBack(_ahead.TakeLate());
        _news.Wake();
    }

    private async Task GiveBack(IReadOnlyList<ClaimedJob> jobs)
    {
        try
        {
            await Task.WhenAll(jobs.Select(executor.HandBack));
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            LogUnreachable(e.GetType().Name); // their leases run out
        }
    }

    private void Forget(Task ended)
    {
        lock (_running)
        {
            _running.Remove(ended);
        }
    }

    /// <summary>
    /// A large document leaves garbage that the runtime would keep for as long as nothing asks for memory, so after a quiet while
    /// it is given back.
    /// </summary>
    private async Task Sleep(CancellationToken stopping)
    {
        if (await _news.Wait(ShortestSleep, stopping))
        {
            return; // busy: there is no need to ask when something comes due
        }
        var due = await queue.NextDue(stopping) is { } seconds
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestSleep.TotalSeconds))
            : LongestSleep;
        due = due < ShortestSleep ? ShortestSleep : due;
        if (_worked && _general == 0 && due > Quiet)
        {
            if (await _news.Wait(Quiet, stopping))
            {
                return;
            }
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            _worked = false;
        }
        await _news.Wait(due, stopping);
    }

    private async Task Drain(CancellationTokenSource handBack)
    {
        await GiveBack(_ahead.TakeAll());
        var all = AllEnded();
        if (await Task.WhenAny(all, Task.Delay(options.Value.Drain, time)) != all)
        {
            await handBack.CancelAsync();
            await all;
        }
    }

    private async Task AllEnded()
    {
        while (Running() is { Length: > 0 } running)
        {
            await Task.WhenAll(running); // each may have been followed by others
        }
    }

    private Task[] Running()
    {
        lock (_running)
        {
            return [.. _running.Where(run => !run.IsCompleted)];
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue cannot be reached ({Reason}).")]
    private partial void LogUnreachable(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The end of job {JobId} could not be written.")]
    private partial void LogBroken(Exception exception, Guid jobId);
}
