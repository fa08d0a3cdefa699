using Dapper;
using Npgsql;
using Preciso.Evaluations;
using Preciso.Grains.Core;
using Preciso.Grains.Evaluations.Judging;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Evaluations;

/// <summary>Runs of a set, and what came of each case in them.</summary>
internal static class RunStore
{
    public const string Columns =
        """
        SELECT r.run_id AS id, r.set_id, r.version, r.cases, r.started_at, r.ended_at, r.passed, r.right_cases, r.recall, r.reciprocal_rank,
               r.exact, r.numeric_match, r.answered, r.abstained, r.faithful, r.milliseconds,
               (SELECT count(*) FROM evaluation_results e WHERE e.run_id = r.run_id)::int AS asked,
               (SELECT j.state FROM jobs j WHERE j.job_id = r.run_id) AS job_state,
               s.baseline_run_id IS NOT DISTINCT FROM r.run_id AS is_baseline,
               compared.won, compared.lost, compared.same
        FROM evaluation_runs r
        JOIN case_sets s USING (set_id)
        LEFT JOIN LATERAL (
            SELECT count(*) FILTER (WHERE e.is_right AND NOT b.is_right)::int AS won,
                   count(*) FILTER (WHERE b.is_right AND NOT e.is_right)::int AS lost,
                   count(*) FILTER (WHERE b.is_right = e.is_right)::int AS same
            FROM evaluation_results e
            JOIN evaluation_results b ON b.run_id = s.baseline_run_id AND b.revision_id = e.revision_id
            WHERE e.run_id = r.run_id) compared ON s.baseline_run_id IS NOT NULL
        """;

    public static Task<RunRow?> Find(NpgsqlConnection connection, Guid setId, Guid runId) =>
        connection.QuerySingleOrDefaultAsync<RunRow>(
            $"{Columns} WHERE r.run_id = @runId AND r.set_id = @setId", new { runId, setId });

    public static NpgsqlBatchCommand Insertion(UnitOfWork unit, Guid setId, Guid runId, int version, int cases) => Statement.From(
        """
        INSERT INTO evaluation_runs (run_id, tenant_id, set_id, version, cases, started_at)
        VALUES (@runId, @TenantId, @setId, @version, @cases, @Now)
        """,
        new { runId, unit.Caller.TenantId, setId, version, cases, unit.Now });

    /// <summary>In the order of the version. A case is compared with the baseline where that has asked the very same.</summary>
    public static async Task<IReadOnlyList<ResultRow>> Results(NpgsqlConnection connection, Guid runId, Guid? baseline) =>
        [.. await connection.QueryAsync<ResultRow>(
            """
            SELECT c.case_id, c.question, c.required, EXISTS (SELECT FROM case_evidence p WHERE p.revision_id = e.revision_id) AS has_place,
                   e.answer_id, e.is_right, e.answered, e.rank, e.exact, e.numeric_match, e.abstained, e.faithful, e.milliseconds,
                   b.is_right AS was_right
            FROM evaluation_runs r
            JOIN case_set_versions v USING (set_id, version)
            JOIN evaluation_results e ON e.run_id = r.run_id
            JOIN case_revisions c ON c.revision_id = e.revision_id
            LEFT JOIN evaluation_results b ON b.run_id = @baseline AND b.revision_id = e.revision_id
            WHERE r.run_id = @runId
            ORDER BY array_position(v.revisions, e.revision_id)
            """,
            new { runId, baseline })];

    /// <summary>Said once: a worker that comes back after a death says the same again, which changes nothing.</summary>
    public static NpgsqlBatchCommand Result(Guid tenantId, Guid runId, Guid revisionId, Guid? answerId, Verdict verdict) => Statement.From(
        """
        INSERT INTO evaluation_results (run_id, revision_id, tenant_id, answer_id, is_right, answered, rank, exact, numeric_match,
                                        abstained, faithful, milliseconds)
        VALUES (@runId, @revisionId, @tenantId, @answerId, @IsRight, @Answered, @Rank, @Exact, @Numeric, @Abstained, @Faithful,
                @Milliseconds)
        ON CONFLICT (run_id, revision_id) DO NOTHING
        """,
        new
        {
            runId, revisionId, tenantId, answerId, verdict.IsRight, verdict.Answered, verdict.Rank, verdict.Exact, verdict.Numeric,
            verdict.Abstained, verdict.Faithful, verdict.Milliseconds,
        });

    public static NpgsqlBatchCommand End(Guid runId, bool passed, RunMetrics metrics, DateTimeOffset at) => Statement.One(
        """
        UPDATE evaluation_runs
        SET ended_at = @at, passed = @passed, right_cases = @Right, recall = @Recall, reciprocal_rank = @ReciprocalRank, exact = @Exact,
            numeric_match = @Numeric, answered = @Answered, abstained = @Abstained, faithful = @Faithful, milliseconds = @Milliseconds
        WHERE run_id = @runId AND ended_at IS NULL
        """,
        new
        {
            runId, at, passed, metrics.Right, metrics.Recall, metrics.ReciprocalRank, metrics.Exact, metrics.Numeric, metrics.Answered,
            metrics.Abstained, metrics.Faithful, metrics.Milliseconds,
        });
}
