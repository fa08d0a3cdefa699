using Dapper;
using Npgsql;
using Preciso.Evaluations;
using Preciso.Grains.Core;

namespace Preciso.Grains.Evaluations;

/// <summary>A set as the database has it.</summary>
internal sealed record CaseSetRow(Guid Id, string Name, int Version, int Cases, Guid? BaselineRunId, DateTimeOffset ChangedAt)
{
    public const string Columns =
        """
        SELECT s.set_id AS id, s.name, s.version,
               (SELECT cardinality(v.revisions) FROM case_set_versions v WHERE v.set_id = s.set_id AND v.version = s.version) AS cases,
               s.baseline_run_id, s.changed_at
        FROM case_sets s
        """;

    public static Task<CaseSetRow?> Find(NpgsqlConnection connection, Caller caller, Guid setId, bool locked = false) =>
        connection.QuerySingleOrDefaultAsync<CaseSetRow>(
            $"{Columns} WHERE s.set_id = @setId AND s.owner_id = @UserId {(locked ? "FOR UPDATE" : "")}", new { setId, caller.UserId });

    /// <summary>A set without a case, at its first version.</summary>
    public static async Task<CaseSetRow> Make(Guid setId, string name, UnitOfWork unit)
    {
        try
        {
            await unit.Connection.ExecuteAsync(
                """
                INSERT INTO case_sets (set_id, tenant_id, owner_id, name, version, changed_at)
                VALUES (@setId, @TenantId, @UserId, @name, 1, @Now);
                INSERT INTO case_set_versions (set_id, version, tenant_id, revisions, made_at) VALUES (@setId, 1, @TenantId, '{}', @Now)
                """,
                new { setId, unit.Caller.TenantId, unit.Caller.UserId, name, unit.Now });
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new ProblemException(
                ProblemKind.Conflict, "case_set_name_taken", "You have a set of this name already. Use another name.");
        }
        unit.Emit(new CaseSetCreated(setId));
        unit.Announce(null, null);
        return new CaseSetRow(setId, name, 1, 0, null, unit.Now);
    }

    public CaseSetView ToView() => new(Id, Name, Version, Cases, BaselineRunId, ChangedAt);
}
