using Npgsql;
using NpgsqlTypes;

namespace Preciso.Grains.Core;

/// <summary>An event on its way into the log.</summary>
/// <param name="Data">JSON.</param>
internal sealed record LoggedLine(Guid UserId, string Grain, string Key, string Name, int Version, string Data, DateTimeOffset At);

internal static class Outbox
{
    // Who writes a grain's events has written its row in the same transaction, so nobody else numbers them; the unique constraint stands
    // behind that.
    private const string Sql =
        """
        INSERT INTO events (tenant_id, user_id, grain, key, position, name, version, data, occurred_at)
        SELECT $1, e.person, e.grain, e.key,
               coalesce((SELECT max(o.position) FROM events o WHERE o.grain = e.grain AND o.key = e.key), 0)
               + row_number() OVER (PARTITION BY e.grain, e.key ORDER BY e.n),
               e.name, e.version, e.data, e.at
        FROM unnest($2, $3, $4, $5, $6, $7, $8) WITH ORDINALITY AS e (person, grain, key, name, version, data, at, n)
        ORDER BY e.n
        """;

    /// <summary>Of any grains of one tenant, in one statement.</summary>
    public static NpgsqlBatchCommand Insertion(Guid tenantId, IReadOnlyList<LoggedLine> events) => new(Sql)
    {
        Parameters =
        {
            new() { Value = tenantId }, new() { Value = events.Select(e => e.UserId).ToArray() },
            new() { Value = events.Select(e => e.Grain).ToArray() }, new() { Value = events.Select(e => e.Key).ToArray() },
            new() { Value = events.Select(e => e.Name).ToArray() }, new() { Value = events.Select(e => e.Version).ToArray() },
            new() { Value = events.Select(e => e.Data).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb },
            new() { Value = events.Select(e => e.At.UtcDateTime).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
        },
    };
}
