using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Core.Events;

/// <summary>
/// Hands a consumer the next events, with its offset in one transaction. A batch that cannot be taken is handed over one by one, so that
/// what comes before the bad event is done; the bad one is tried a few times and then set aside, and the group goes on behind it. What is
/// for now only, a database or a broker that is away, sets nothing aside: the group waits.
/// </summary>
public sealed partial class EventDelivery(Database database, ILogger<EventDelivery> logger)
{
    private const int Batch = 200;

    /// <summary>With the pump's pauses between them these take 7 seconds.</summary>
    internal const int MostTries = 4;

    public async Task<Round> Next(IEventConsumer consumer, CancellationToken cancel)
    {
        if (!await IsBehind(consumer.Group, cancel))
        {
            return Round.Done;
        }
        try
        {
            return await database.Transact(connection => Hand(consumer, Batch, connection, cancel), cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && !Failures.IsPassing(e))
        {
            return await OneByOne(consumer, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && e is PostgresException or not NpgsqlException)
        {
            await SetAsideStore.RecordError(database, consumer.Group, e, cancel);
            throw;
        }
    }

    /// <summary>Most looks end here: every silo is told of events, and one hands them on.</summary>
    private Task<bool> IsBehind(string group, CancellationToken cancel) => database.Across(
        connection => connection.ExecuteScalarAsync<bool>(
            "SELECT coalesce((SELECT g.log_offset FROM consumer_groups g WHERE g.name = @group), 0) < l.head FROM event_log l",
            new { group }),
        cancel);

    private static async Task<Round> Hand(IEventConsumer consumer, int most, NpgsqlConnection connection, CancellationToken cancel)
    {
        if (await Turn(consumer.Group, connection) is not { } offset)
        {
            return Round.Taken;
        }
        var events = await Read(offset, most, connection);
        if (events.Count == 0)
        {
            return Round.Done;
        }
        await Hand(consumer, events, connection, cancel);
        return events.Count == most ? Round.More : Round.Done;
    }

    private static async Task Hand(
        IEventConsumer consumer, IReadOnlyList<LoggedEvent> events, NpgsqlConnection connection, CancellationToken cancel)
    {
        await consumer.Handle(events, connection, cancel);
        await connection.ExecuteAsync(
            "UPDATE consumer_groups SET log_offset = @to, error = NULL, tries = 0, updated_at = now() WHERE name = @Group",
            new { to = events[^1].LogOffset, consumer.Group });
    }

    private async Task<Round> OneByOne(IEventConsumer consumer, CancellationToken cancel)
    {
        var (offset, next, round) = (0L, (LoggedEvent?)null, Round.More);
        try
        {
            for (var i = 0; i < Batch && round == Round.More; i++)
            {
                round = await database.Transact(One, cancel);
            }
            return round;
        }
        catch (Exception e) when (next is not null && !cancel.IsCancellationRequested && !Failures.IsPassing(e))
        {
            if (!await SetAsideStore.CountTry(database, consumer.Group, offset, next, e, cancel))
            {
                throw; // and again after a pause
            }
            LogSetAside(e, next.LogOffset, next.Name, consumer.Group);
            return Round.More;
        }

        async Task<Round> One(NpgsqlConnection connection)
        {
            next = null;
            if (await Turn(consumer.Group, connection) is not { } at)
            {
                return Round.Taken;
            }
            (offset, next) = (at, (await Read(at, 1, connection)).SingleOrDefault());
            if (next is null)
            {
                return Round.Done;
            }
            await Hand(consumer, [next], connection, cancel);
            return Round.More;
        }
    }

    /// <summary>The offset of the group, which is this transaction's until it ends; null where another has it.</summary>
    private static Task<long?> Turn(string group, NpgsqlConnection connection) => connection.QuerySingleOrDefaultAsync<long?>(
        """
        INSERT INTO consumer_groups (name) VALUES (@group) ON CONFLICT DO NOTHING;
        SELECT log_offset FROM consumer_groups WHERE name = @group FOR UPDATE SKIP LOCKED;
        """,
        new { group });

    private static async Task<List<LoggedEvent>> Read(long after, int most, NpgsqlConnection connection) =>
        (await connection.QueryAsync<LoggedEvent>("SELECT * FROM read_events(@after, @most)", new { after, most })).AsList();

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Offset} ({Name}) was set aside: the consumer {Group} cannot take it.")]
    private partial void LogSetAside(Exception exception, long offset, string name, string group);
}

/// <summary>How one look for events ended.</summary>
public enum Round
{
    Done,

    /// <summary>There is more than one round takes.</summary>
    More,

    /// <summary>Another silo is at it. It may have looked too early to see what this one was told of, so this one looks again.</summary>
    Taken,
}
