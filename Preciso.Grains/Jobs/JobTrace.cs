using System.Text.Json;
using Dapper;
using Preciso.Grains.Storage;
using Preciso.Jobs;
using Preciso.Tenants;

namespace Preciso.Grains.Jobs;

/// <summary>
/// The steps, events and audit lines of one job in the order of time. Only figures and codes are taken out of events: an
/// operator who reads a trace may not see the file that it is about.
/// </summary>
public sealed class JobTrace(Database database)
{
    private const string Sql =
        """
        WITH job AS (
            SELECT j.job_id, j.document_id FROM jobs j
            WHERE j.tenant_id = @TenantId AND j.job_id = @jobId AND (@everybody OR j.user_id = @UserId)),
        happened AS (
            SELECT e.* FROM job JOIN events e ON e.tenant_id = @TenantId AND e.grain = 'job' AND e.key = job.job_id::text
            UNION ALL
            SELECT e.* FROM job JOIN events e ON e.tenant_id = @TenantId AND e.grain = 'document' AND e.key = job.document_id::text
                                             AND e.data ->> 'job_id' = job.job_id::text)
        SELECT * FROM (
            SELECT e.occurred_at AS at, NULL::timestamptz AS ended_at, 'event' AS kind, e.name, (e.data ->> 'attempt')::int AS attempt,
                   coalesce(e.data ->> 'worker', e.silo) AS silo, e.grain || '/' || e.key AS grain,
                   CASE WHEN e.grain <> 'job' THEN u.name END AS user_name,
                   (SELECT coalesce(jsonb_object_agg(f.key, f.value), '{}')
                    FROM jsonb_each(e.data) f WHERE f.key IN ('pages', 'chunks'))::text AS figures,
                   e.data -> 'error' ->> 'class' AS error_class, coalesce(e.data -> 'error' ->> 'code', e.data ->> 'code') AS error_code,
                   e.data -> 'error' ->> 'detail' AS error_detail, false AS refused
            FROM happened e LEFT JOIN users u ON u.user_id = e.user_id
            UNION ALL
            SELECT s.started_at, s.ended_at, 'step', s.name, s.attempt, s.worker, NULL, NULL, s.figures::text, s.error_class, s.error_code,
                   s.error_detail, false
            FROM job JOIN job_steps s ON s.job_id = job.job_id
            UNION ALL
            SELECT a.at, NULL, 'audit', a.action, NULL, NULL, NULL, u.name, '{}', 'input', a.detail ->> 'code', NULL, a.outcome = 'refused'
            FROM job JOIN audit a ON a.tenant_id = @TenantId AND a.job_id = job.job_id LEFT JOIN users u ON u.user_id = a.user_id
            WHERE @audit) line
        ORDER BY at, ended_at NULLS FIRST
        LIMIT 2000
        """;

    public Task<IReadOnlyList<TraceLine>> Read(
        Caller caller, Guid jobId, CancellationToken cancel) => database.Query<IReadOnlyList<TraceLine>>(
        caller.TenantId,
        async connection =>
        {
            var rows = (await connection.QueryAsync<LineRow>(
                Sql, new { caller.TenantId, caller.UserId, jobId, everybody = caller.IsOperator, audit = caller.Role == Role.Admin }))
                .AsList();
            // Each job has the event of its beginning.
            return rows.Count > 0 ? [.. rows.Select(row => row.ToView())] : throw ProblemException.NotFound("job");
        },
        cancel);

    private sealed class LineRow
    {
        public DateTimeOffset At { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public required string Kind { get; init; }
        public required string Name { get; init; }
        public int? Attempt { get; init; }
        public string? Silo { get; init; }
        public string? Grain { get; init; }
        public string? UserName { get; init; }
        public required string Figures { get; init; }
        public string? ErrorClass { get; init; }
        public string? ErrorCode { get; init; }
        public string? ErrorDetail { get; init; }
        public bool Refused { get; init; }

        public TraceLine ToView() => new(
            At, EndedAt, Snake.Parse<TraceKind>(Kind), Name, Attempt, Silo, UserName,
            JsonSerializer.Deserialize<Dictionary<string, double>>(Figures, PrecisoJson.Options)!,
            ProblemRow.Problem(ErrorClass ?? "input", ErrorCode, ErrorDetail), Refused, Grain);
    }
}
