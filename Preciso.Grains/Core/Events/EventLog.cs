using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Core.Events;

/// <summary>
/// The groups of the log, moving one, and what they have set aside. A move, or handing over again, and its audit line are one transaction
/// under the group's row lock.
/// </summary>
public sealed class EventLog(Database database, IEnumerable<IEventConsumer> consumers) : IEventLog
{
    public Task<IReadOnlyList<ConsumerGroup>> Consumers(Caller caller, CancellationToken cancel)
    {
        caller.RequireOperator();
        return database.Across<IReadOnlyList<ConsumerGroup>>(
            async connection => await IsHouse(connection, caller)
                ? await Standings(connection)
                : [.. (await Standings(connection)).Select(WithoutNumbers)],
            cancel);
    }

    public Task<ConsumerGroup> Rewind(Caller caller, string name, long offset, CancellationToken cancel)
    {
        caller.RequireOperator();
        return database.Commit(caller, "consumer", name, async unit =>
        {
            var from = await unit.Connection.QuerySingleOrDefaultAsync<long?>(
                "SELECT log_offset FROM consumer_groups WHERE name = @name FOR UPDATE", new { name })
                ?? throw ProblemException.NotFound("consumer");
            if (!await IsHouse(unit.Connection, caller))
            {
                throw new ProblemException(ProblemKind.Forbidden, "house_only",
                    "The log is everybody's: only operators of the company that runs this installation can do this.");
            }
            await RequireInLog(offset, unit.Connection);
            await unit.WriteOne(
                "UPDATE consumer_groups SET log_offset = @offset, error = NULL, tries = 0, updated_at = now() WHERE name = @name",
                new { offset, name });
            await unit.Connection.ExecuteAsync("SELECT take_back_set_aside(@name, @offset)", new { name, offset });
            unit.RecordAudit(
                "consumers.rewound", null, null, JsonSerializer.Serialize(new { group = name, from, to = offset }, PrecisoJson.Options));
            return (await Standings(unit.Connection)).Single(group => group.Name == name);
        });
    }

    public Task<IReadOnlyList<SetAsideEvent>> SetAside(Caller caller, CancellationToken cancel)
    {
        caller.RequireOperator();
        return database.Query(caller.TenantId, connection => SetAsideStore.List(caller.TenantId, connection), cancel);
    }

    public async Task HandAgain(Caller caller, Guid setAsideId, CancellationToken cancel)
    {
        caller.RequireOperator();
        try
        {
            await database.Commit(caller, "consumer", setAsideId.ToString(), unit => HandAgain(setAsideId, unit, cancel));
        }
        catch (Exception e) when (e is not ProblemException && !Failures.IsPassing(e))
        {
            await SetAsideStore.CountAgain(database, caller.TenantId, setAsideId, e, cancel);
            throw new ProblemException(ProblemKind.Conflict, "event_failed_again", "It failed again. It stays set aside, with its reason.");
        }
    }

    private async Task<int> HandAgain(Guid setAsideId, UnitOfWork unit, CancellationToken cancel)
    {
        var (group, happened) = await SetAsideStore.Take(setAsideId, unit.Connection) ?? throw ProblemException.NotFound("event");
        var consumer = consumers.FirstOrDefault(known => known.Group == group) ?? throw ProblemException.NotFound("consumer");
        await consumer.Handle([happened], unit.Connection, cancel);
        var detail = new { group, @event = happened.Name, happened.Key };
        unit.RecordAudit("consumers.handed_again", null, null, JsonSerializer.Serialize(detail, PrecisoJson.Options));
        return 0;
    }

    /// <summary>Whether the caller's company is the one that was here first: it runs the installation.</summary>
    private static Task<bool> IsHouse(NpgsqlConnection connection, Caller caller) =>
        connection.ExecuteScalarAsync<bool>("SELECT is_house(@TenantId)", new { caller.TenantId });

    /// <summary>How much happens in all tenants together is not for one of them to know; that a reader is late is.</summary>
    private static ConsumerGroup WithoutNumbers(ConsumerGroup group) => group with { Offset = null, Head = null, Lag = null };

    private static async Task RequireInLog(long offset, NpgsqlConnection connection)
    {
        var head = await connection.ExecuteScalarAsync<long>("SELECT head FROM event_log");
        if (offset < 0 || offset > head)
        {
            throw new ProblemException(ProblemKind.Invalid, "offset_invalid", $"The log goes from 0 to {head}; {offset} is outside.");
        }
    }

    private static async Task<IReadOnlyList<ConsumerGroup>> Standings(NpgsqlConnection connection) =>
        [.. (await connection.QueryAsync<Standing>("SELECT * FROM consumer_standings()")).Select(row => row.ToView())];

    private sealed class Standing
    {
        public required string Name { get; init; }
        public long LogOffset { get; init; }
        public long Head { get; init; }
        public double LagSeconds { get; init; }
        public string? Error { get; init; }
        public DateTimeOffset UpdatedAt { get; init; }

        public ConsumerGroup ToView() => new(Name, LogOffset, Head, Math.Max(0, Head - LogOffset), LagSeconds, Error, UpdatedAt);
    }
}
