using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Core.Events;

/// <summary>
/// Gives committed events their place in the log and hands them to the consumers. Every silo with the role runs one; a row lock
/// on the group makes them take turns, so there is no leader to lose. Woken by commits; when none is heard of it looks now and then.
/// </summary>
public sealed partial class EventPump(
    Database database, Notifications notifications, IEnumerable<IEventConsumer> consumers, TimeProvider time, ILogger<EventPump> logger) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UntilWoken = TimeSpan.FromHours(1); // consumers are woken after each look into the log

    /// <summary>The first event of a quiet time goes at once; in busy times a round takes along what came meanwhile.</summary>
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var loops = new List<Loop> { new("log", Sequence) };
        foreach (var consumer in consumers)
        {
            loops.Add(new Loop(consumer.Group, cancel => Consume(consumer, cancel)));
        }
        Action wake = loops[0].News.Wake; // the others are woken when there is something new in the log
        notifications.EventsWaiting += wake;
        try
        {
            await Task.WhenAll(loops.Select(loop => Run(loop, loops, stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
        notifications.EventsWaiting -= wake;
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
        await database.Across(connection => connection.ExecuteScalarAsync<int?>("SELECT sequence_events(@Batch * 10)", new { Batch }), cancel) switch
        {
            null => Round.Taken,
            Batch * 10 => Round.More,
            _ => Round.Done,
        };

    /// <summary>One batch.</summary>
    private async Task<Round> Consume(IEventConsumer consumer, CancellationToken cancel)
    {
        try
        {
            return await IsBehind(consumer.Group, cancel)
                ? await database.Transact(connection => Consume(consumer, connection, cancel), cancel)
                : Round.Done;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && e is PostgresException or not NpgsqlException)
        {
            await RecordError(consumer.Group, e, cancel);
            throw;
        }
    }

    /// <summary>Most looks end here: every silo is told of events, and one hands them on.</summary>
    private Task<bool> IsBehind(string group, CancellationToken cancel) => database.Across(
        connection => connection.ExecuteScalarAsync<bool>(
            "SELECT coalesce((SELECT g.log_offset FROM consumer_groups g WHERE g.name = @group), 0) < l.head FROM event_log l", new { group }),
        cancel);

    /// <summary>Where the first batch failed, the group's row went with it.</summary>
    private Task<int> RecordError(string group, Exception e, CancellationToken cancel) => database.Across(
        connection => connection.ExecuteAsync(
            """
            INSERT INTO consumer_groups (name, error) VALUES (@group, @error)
            ON CONFLICT (name) DO UPDATE SET error = excluded.error, updated_at = now()
            """,
            new { group, error = $"{e.GetType().Name}: {e.Message}" }),
        cancel);

    private static async Task<Round> Consume(IEventConsumer consumer, NpgsqlConnection connection, CancellationToken cancel)
    {
        const string turn =
            """
            INSERT INTO consumer_groups (name) VALUES (@Group) ON CONFLICT DO NOTHING;
            SELECT log_offset FROM consumer_groups WHERE name = @Group FOR UPDATE SKIP LOCKED;
            """;
        if (await connection.QuerySingleOrDefaultAsync<long?>(turn, new { consumer.Group }) is not { } offset)
        {
            return Round.Taken;
        }
        var events = (await connection.QueryAsync<LoggedEvent>("SELECT * FROM read_events(@offset, @Batch)", new { offset, Batch })).AsList();
        if (events.Count == 0)
        {
            return Round.Done;
        }
        await consumer.Handle(events, connection, cancel);
        await connection.ExecuteAsync(
            "UPDATE consumer_groups SET log_offset = @to, error = NULL, updated_at = now() WHERE name = @Group", new { to = events[^1].LogOffset, consumer.Group });
        return events.Count == Batch ? Round.More : Round.Done;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The event consumer {Group} failed; it tries again.")]
    private partial void LogFailed(Exception exception, string group);

    private enum Round
    {
        Done,

        /// <summary>There is more than one round takes.</summary>
        More,

        /// <summary>Another silo is at it. It may have looked too early to see what this one was told of, so this one looks again.</summary>
        Taken,
    }

    /// <summary>Work that is done until there is no more, then again when woken.</summary>
    private sealed record Loop(string Name, Func<CancellationToken, Task<Round>> Step)
    {
        public WakeSignal News { get; } = new();
    }
}
