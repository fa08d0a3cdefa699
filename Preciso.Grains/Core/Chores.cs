using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Core;

/// <summary>Something that one silo of all does again and again: tidying, sealing.</summary>
public interface IChore
{
    /// <summary>Its grain's key, which is stored.</summary>
    string Name { get; }

    TimeSpan Every { get; }

    /// <summary>Whether it is also due when something was committed, at most so often; null if not.</summary>
    TimeSpan? AfterCommits => null;

    Task Run(CancellationToken cancel);
}

[Alias("preciso.chores")]
public interface IChoreGrain : IGrainWithStringKey
{
    /// <summary>Wakes it where it sleeps, and anew where its silo died.</summary>
    [Alias("chores.attend")]
    Task Attend();
}

/// <summary>
/// One chore, done by the silo on which this is active. A reminder wakes it whatever happens; <see cref="ChoreKeeper"/> wakes it elsewhere
/// as soon as its silo is known to be dead. Twice at once would do no harm: what chores do takes turns in the database.
/// </summary>
[GrainType("chore"), OnRole(SiloRoles.Scheduler), CollectionAgeLimit(AlwaysActive = true)]
public sealed partial class ChoreGrain(
    IEnumerable<IChore> chores, Announcements announcements, TimeProvider time, ILogger<ChoreGrain> logger)
    : Orleans.Grain, IChoreGrain, IRemindable, IDisposable
{
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly WakeSignal _news = new();
    private Task _work = Task.CompletedTask;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var name = this.GetPrimaryKeyString();
        if (chores.FirstOrDefault(chore => chore.Name == name) is not { } chore)
        {
            if (await this.GetReminder(name, cancellationToken) is { } left) // by an older version
            {
                await this.UnregisterReminder(left, cancellationToken);
            }
            return;
        }
        await this.RegisterOrUpdateReminder(name, ReminderPeriod, ReminderPeriod, cancellationToken);
        announcements.EventsWaiting += _news.Wake;
        // Off the grain's own turns: a call of it never waits for the work
        _work = Task.Run(() => Repeat(chore, _stop.Token), CancellationToken.None);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        announcements.EventsWaiting -= _news.Wake;
        await _stop.CancelAsync();
        await _work;
    }

    public void Dispose() => _stop.Dispose();

    public Task Attend() => Task.CompletedTask;

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task Repeat(IChore chore, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Once(chore, stop);
                await (chore.AfterCommits is { } pause ? Rest(chore, pause, stop) : Task.Delay(chore.Every, time, stop));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopping, or moving to another silo.
        }
    }

    private async Task Rest(IChore chore, TimeSpan pause, CancellationToken stop)
    {
        await Task.Delay(pause, time, stop);
        await _news.Wait(chore.Every, stop);
    }

    private async Task Once(IChore chore, CancellationToken stop)
    {
        try
        {
            await chore.Run(stop);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            LogFailed(e, chore.Name); // the next time it finds what is left
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The chore {Chore} failed; it is tried again.")]
    private partial void LogFailed(Exception exception, string chore);
}

/// <summary>Wakes the chores at the start and whenever the cluster's silos change.</summary>
public sealed partial class ChoreKeeper(
    IGrainFactory grains, IClusterMembershipService membership, IEnumerable<IChore> chores, ILogger<ChoreKeeper> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var _ in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                await Task.WhenAll(chores.Select(chore => Attend(chore.Name)));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task Attend(string chore)
    {
        try
        {
            await grains.GetGrain<IChoreGrain>(chore).Attend();
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            LogNotYet(chore, e.GetType().Name); // the next change, or its reminder, wakes it
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The chore {Chore} could not be woken yet ({Reason}).")]
    private partial void LogNotYet(string chore, string reason);
}
