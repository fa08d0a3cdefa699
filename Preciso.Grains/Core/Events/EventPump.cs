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
                while (await loop.Step(stopping))
                {
                    failures = 0;
                }
                if (loop == all[0])
                {
                    all.Skip(1).ToList().ForEach(consumer => consumer.News.Wake());
                }
                failures = 0;
                await Task.Delay(BetweenRounds, time, stopping);
                await loop.News.Wait(loop == all[0] ? LongestSleep : UntilWoken, stopping);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                LogFailed(e, loop.Name);
                await Task.Delay(TimeSpan.FromSeconds(1 << Math.Min(3, failures++)), time, stopping);
            }
        }
    }

    private async Task<bool> Sequence(CancellationToken cancel) =>
        await database.Across(connection => connection.ExecuteScalarAsync<int>("SELECT sequence_events(@Batch * 10)", new { Batch }), cancel) == Batch * 10;

    /// <summary>One batch; false when there is nothing more.</summary>
    private async Task<bool> Consume(IEventConsumer consumer, CancellationToken cancel)
    {
        try
        {
            return await database.Transact(connection => Consume(consumer, connection, cancel), cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && e is PostgresException or not NpgsqlException)
        {
            await RecordError(consumer.Group, e, cancel);
            throw;
        }
    }

    /// <summary>Where the first batch failed, the group's row went with it.</summary>
    private Task<int> RecordError(string group, Exception e, CancellationToken cancel) => database.Across(
        connection => connection.ExecuteAsync(
            """
            INSERT INTO consumer_groups (name, error) VALUES (@group, @error)
            ON CONFLICT (name) DO UPDATE SET error = excluded.error, updated_at = now()
            """,
            new { group, error = $"{e.GetType().Name}: {e.Message}" }),
        cancel);

    private static async Task<bool> Consume(IEventConsumer consumer, NpgsqlConnection connection, CancellationToken cancel)
    {
        const string turn =
            """
            INSERT INTO consumer_groups (name) VALUES (@Group) ON CONFLICT DO NOTHING;
            SELECT log_offset FROM consumer_groups WHERE name = @Group FOR UPDATE;
            """;
        var offset = await connection.QuerySingleAsync<long>(turn, new { consumer.Group });
        var events = (await connection.QueryAsync<LoggedEvent>("SELECT * FROM read_events(@offset, @Batch)", new { offset, Batch })).AsList();
        if (events.Count == 0)
        {
            return false;
        }
        await consumer.Handle(events, connection, cancel);
        await connection.ExecuteAsync(
            "UPDATE consumer_groups SET log_offset = @to, error = NULL, updated_at = now() WHERE name = @Group", new { to = events[^1].LogOffset, consumer.Group });
        return events.Count == Batch;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The event consumer {Group} failed; it tries again.")]
    private partial void LogFailed(Exception exception, string group);

    /// <summary>Work that is done until there is no more, then again when woken.</summary>
    private sealed record Loop(string Name, Func<CancellationToken, Task<bool>> Step)
    {
        public WakeSignal News { get; } = new();
    }
}
