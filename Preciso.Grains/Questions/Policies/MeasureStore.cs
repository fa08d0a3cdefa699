using Dapper;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Policies;

/// <summary>A tenant's own measures, the newest version of them.</summary>
internal static class MeasureStore
{
    public static async Task<MeasureList> Read(NpgsqlConnection connection, Guid tenantId)
    {
        var list = await connection.QuerySingleOrDefaultAsync<ListRow>(
            """
            SELECT l.version, u.name AS changed_by, l.changed_at
            FROM measure_lists l JOIN users u ON u.user_id = l.changed_by
            WHERE l.tenant_id = @tenantId ORDER BY l.version DESC LIMIT 1
            """,
            new { tenantId });
        return list is null
            ? new MeasureList(0, [])
            : new MeasureList(list.Version, await Items(connection, tenantId, list.Version), list.ChangedBy, list.ChangedAt);
    }

    public static async Task<IReadOnlyList<OwnMeasure>> Items(NpgsqlConnection connection, Guid tenantId, int version)
    {
        var rows = await connection.QueryAsync<(string[] Names, string Formula, string Kind)>(
            "SELECT names, formula, kind FROM measures WHERE tenant_id = @tenantId AND version = @version ORDER BY ordinal",
            new { tenantId, version });
        return [.. rows.Select(row => new OwnMeasure(row.Names, row.Formula, Snake.Parse<MeasureKind>(row.Kind)))];
    }

    public static void Add(UnitOfWork unit, Guid tenantId, int version, IReadOnlyList<OwnMeasure> items)
    {
        unit.Add(
            Statement.From(
                "INSERT INTO measure_lists (tenant_id, version, changed_by, changed_at) VALUES (@tenantId, @version, @UserId, @Now)",
                new { tenantId, version, unit.Caller.UserId, unit.Now }),
            refused => refused.SqlState == PostgresErrorCodes.UniqueViolation ? ProblemException.ChangedMeanwhile() : null);
        foreach (var (item, i) in items.Select((item, i) => (item, i)))
        {
            unit.Add(Statement.From(
                """
                INSERT INTO measures (tenant_id, version, ordinal, names, formula, kind)
                VALUES (@tenantId, @version, @ordinal, @names, @Formula, @kind)
                """,
                new { tenantId, version, ordinal = i + 1, names = item.Names.ToArray(), item.Formula, kind = Snake.Case(item.Kind) }));
        }
    }

    private sealed class ListRow
    {
        public int Version { get; init; }
        public string? ChangedBy { get; init; }
        public DateTimeOffset ChangedAt { get; init; }
    }
}
