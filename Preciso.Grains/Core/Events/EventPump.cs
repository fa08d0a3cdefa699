using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Core.Events;

/// <summary>
/// Gives committed events their place in the log and hands them to the consumers. Every silo with the role runs one; a row lock
/// on the group makes them take turns, so there is no leader to lose. Woken by commits; when none is heard of it looks now and then.
/// </summary>
public sealed partial class EventPump(
    Database database, EventDelivery delivery, Announcements announcements, IEnumerable<IEventConsumer> consumers, TimeProvider time,
    ILogger<EventPump> logger) : BackgroundService
{
    private const int Batch = 2000;
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UntilWoken = TimeSpan.FromHours(1); // consumers are woken after each look into the log

    /// <summary>The first event of a quiet time goes at once; in busy times a round takes along what came meanwhile.</summary>
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var loops = new List<Loop> { new("log", Sequence) };
        foreach (var consumer in consumers)
        {
            loops.Add(new Loop(consumer.Group, cancel => delivery.Next(consumer, cancel)));
        }
        Action wake = loops[0].News.Wake; // the others are woken when there is something new in the log
        announcements.EventsWaiting += wake;
        try
        {
            await Task.WhenAll(loops.Select(loop => Run(loop, loops, stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
        announcements.EventsWaiting -= wake;
    }

    private async Task Run(Loop loop, List<Loop> all, CancellationToken stopping)
    {
        for (var failures = 0; ;)
        {
            try
            {
                Round round;
                while ((round = await loop.Step(stopping)) == Round.More)
                {
                    failures = 0;
                }
                if (loop == all[0])
                {
                    all.Skip(1).ToList().ForEach(consumer => consumer.News.Wake());
                }
                failures = 0;
                await Task.Delay(BetweenRounds, time, stopping);
                if (round != Round.Taken)
                {
                    await loop.News.Wait(loop == all[0] ? LongestSleep : UntilWoken, stopping);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                LogFailed(e, loop.Name);
                await Task.Delay(TimeSpan.FromSeconds(1 << Math.Min(3, failures++)), time, stopping);
            }
        }
    }

    private async Task<Round> Sequence(CancellationToken cancel) =>
        await database.Across(
            connection => connection.ExecuteScalarAsync<int?>("SELECT sequence_events(@Batch)", new { Batch }), cancel) switch
        {
            null => Round.Taken,
            Batch => Round.More,
            _ => Round.Done,
        };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The event consumer {Group} failed; it tries again.")]
    private partial void LogFailed(Exception exception, string group);

    /// <summary>Work that is done until there is no more, then again when woken.</summary>
    private sealed record Loop(string Name, Func<CancellationToken, Task<Round>> Step)
    {
        public WakeSignal News { get; } = new();
    }
}
