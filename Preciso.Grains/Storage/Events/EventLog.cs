using System.Text.Json;
using Dapper;
using Npgsql;

namespace Preciso.Grains.Storage.Events;

/// <summary>The groups of the log, and moving one. The move and its audit line are one transaction under the group's row lock.</summary>
public sealed class EventLog(Database database) : IEventLog
{
    public Task<IReadOnlyList<ConsumerGroup>> Consumers(Caller caller, CancellationToken cancel)
    {
        caller.RequireOperator();
        return database.Across(Standings, cancel);
    }

    public Task<ConsumerGroup> Rewind(Caller caller, string name, long offset, CancellationToken cancel)
    {
        caller.RequireOperator();
        return database.Commit(caller, "consumer", name, async unit =>
        {
            var from = await unit.Connection.QuerySingleOrDefaultAsync<long?>(
                "SELECT log_offset FROM consumer_groups WHERE name = @name FOR UPDATE", new { name }) ?? throw ProblemException.NotFound("consumer");
            await RequireInLog(offset, unit.Connection);
            await unit.WriteOne("UPDATE consumer_groups SET log_offset = @offset, error = NULL, updated_at = now() WHERE name = @name", new { offset, name });
            unit.RecordAudit("consumers.rewound", null, null, JsonSerializer.Serialize(new { group = name, from, to = offset }, PrecisoJson.Options));
            return (await Standings(unit.Connection)).Single(group => group.Name == name);
        });
    }

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
