using System.Text.Json;
using Dapper;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

public sealed class JobQueries(Database database) : IJobs
{
    // The file name is shown only while the asker may read the file.
    private const string Select =
        """
        SELECT j.job_id, j.kind, j.lane, j.state, j.document_id, d.filename, j.attempt, j.max_attempts, j.progress, j.phase,
               j.error_class, j.error_code, j.error_detail, j.created_at, j.started_at, j.ended_at, j.run_at
        FROM jobs j
        LEFT JOIN visible_documents(@TenantId, @UserId) v ON v.document_id = j.document_id
        LEFT JOIN documents d ON d.document_id = v.document_id
        WHERE j.tenant_id = @TenantId AND j.user_id = @UserId
        """;

    public Task<Listing<JobView>> List(Caller caller, JobFilter filter, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            const string sql = Select +
                """
                 AND (@state::text IS NULL OR j.state = @state)
                 AND (@Kind::text IS NULL OR j.kind = @Kind)
                 AND (@DocumentId::uuid IS NULL OR j.document_id = @DocumentId)
                 AND (@after::uuid IS NULL OR j.job_id < @after)
                ORDER BY j.job_id DESC
                LIMIT @Limit + 1
                """;
            var rows = await connection.QueryAsync<JobRow>(sql, new
            {
                caller.TenantId,
                caller.UserId,
                state = filter.State is { } state ? Snake.Case(state) : null,
                filter.Kind,
                filter.DocumentId,
                after = Cursor.Decode(filter.Cursor),
                filter.Limit,
            });
            return Cursor.Page(rows.Select(row => row.ToView()).ToList(), filter.Limit, job => job.Id);
        },
        cancel);

    public Task<JobDetail> Get(Caller caller, Guid jobId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<JobRow>(
                Select + " AND j.job_id = @jobId", new { caller.TenantId, caller.UserId, jobId }) ?? throw ProblemException.NotFound("job");
            var steps = await connection.QueryAsync<StepRow>(
                """
                SELECT name, attempt, worker, started_at, ended_at, figures, error_class, error_code, error_detail
                FROM job_steps WHERE job_id = @jobId ORDER BY step_id
                """,
                new { jobId });
            return new JobDetail(row.ToView(), [.. steps.Select(step => step.ToView())]);
        },
        cancel);

    private static JobProblem? Problem(string? errorClass, string? code, string? detail) =>
        code is null ? null : new JobProblem(Snake.Parse<ErrorClass>(errorClass ?? "bug"), code, detail ?? "");

    private sealed class JobRow
    {
        public Guid JobId { get; init; }
        public required string Kind { get; init; }
        public required string Lane { get; init; }
        public required string State { get; init; }
        public Guid? DocumentId { get; init; }
        public string? Filename { get; init; }
        public int Attempt { get; init; }
        public int MaxAttempts { get; init; }
        public short Progress { get; init; }
        public string? Phase { get; init; }
        public string? ErrorClass { get; init; }
        public string? ErrorCode { get; init; }
        public string? ErrorDetail { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? StartedAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public DateTimeOffset RunAt { get; init; }

        public JobView ToView()
        {
            var state = Snake.Parse<JobState>(State);
            return new JobView(
                JobId, Kind, Snake.Parse<Lane>(Lane), state, DocumentId, Filename, Attempt, MaxAttempts, Progress, Phase,
                Problem(ErrorClass, ErrorCode, ErrorDetail), CreatedAt, StartedAt, EndedAt, state == JobState.Retrying ? RunAt : null);
        }
    }

    private sealed class StepRow
    {
        public required string Name { get; init; }
        public int Attempt { get; init; }
        public required string Worker { get; init; }
        public DateTimeOffset StartedAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public required string Figures { get; init; }
        public string? ErrorClass { get; init; }
        public string? ErrorCode { get; init; }
        public string? ErrorDetail { get; init; }

        public JobStepView ToView() => new(
            Name, Attempt, Worker, StartedAt, EndedAt,
            JsonSerializer.Deserialize<Dictionary<string, double>>(Figures, PrecisoJson.Options)!, Problem(ErrorClass, ErrorCode, ErrorDetail));
    }
}
