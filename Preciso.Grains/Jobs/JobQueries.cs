using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

public sealed class JobQueries(Database database, IGrains grains) : IJobs
{
    // The file name is shown only while the asker may read the file.
    private const string Select =
        """
        SELECT j.job_id, j.kind, j.lane, j.state, j.document_id, d.filename, j.attempt, j.max_attempts, j.progress, j.phase,
               j.error_class, j.error_code, j.error_detail, j.created_at, j.started_at, j.ended_at, j.run_at, j.user_id, u.name AS user_name, j.worker
        FROM jobs j
        JOIN users u ON u.user_id = j.user_id
        LEFT JOIN visible_documents(@TenantId, @UserId) v ON v.document_id = j.document_id
        LEFT JOIN documents d ON d.document_id = v.document_id
        WHERE j.tenant_id = @TenantId AND (@everybody OR j.user_id = @UserId)
        """;

    public Task<Listing<JobView>> List(Caller caller, JobFilter filter, CancellationToken cancel)
    {
        if (filter.Everybody)
        {
            caller.RequireOperator();
        }
        return database.Query(
            caller.TenantId,
            async connection =>
            {
                const string sql = Select +
                    """
                     AND (@state::text IS NULL OR j.state = @state)
                     AND (@Kind::text IS NULL OR j.kind = @Kind)
                     AND (@DocumentId::uuid IS NULL OR j.document_id = @DocumentId)
                     AND (@wantedUser::uuid IS NULL OR j.user_id = @wantedUser)
                     AND (@wantedJob::uuid IS NULL OR j.job_id = @wantedJob)
                     AND (@From::timestamptz IS NULL OR j.created_at >= @From)
                     AND (@To::timestamptz IS NULL OR j.created_at < @To)
                     AND (@after::uuid IS NULL OR j.job_id < @after)
                    ORDER BY j.job_id DESC
                    LIMIT @Limit + 1
                    """;
                var rows = await connection.QueryAsync<JobRow>(sql, new
                {
                    caller.TenantId,
                    caller.UserId,
                    everybody = filter.Everybody,
                    state = filter.State is { } state ? Snake.Case(state) : null,
                    filter.Kind,
                    filter.DocumentId,
                    wantedUser = filter.UserId,
                    wantedJob = filter.JobId,
                    filter.From,
                    filter.To,
                    after = Cursor.Decode(filter.Cursor),
                    filter.Limit,
                });
                return Cursor.Page(rows.Select(row => row.ToView()).ToList(), filter.Limit, job => job.Id);
            },
            cancel);
    }

    public Task<JobDetail> Get(Caller caller, Guid jobId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<JobRow>(
                Select + " AND j.job_id = @jobId", new { caller.TenantId, caller.UserId, everybody = caller.IsOperator, jobId }) ?? throw ProblemException.NotFound("job");
            var steps = await connection.QueryAsync<StepRow>(
                """
                SELECT name, attempt, worker, started_at, ended_at, figures, error_class, error_code, error_detail
                FROM job_steps WHERE job_id = @jobId ORDER BY step_id
                """,
                new { jobId });
            return new JobDetail(row.ToView(), [.. steps.Select(step => step.ToView())], await Result(connection, caller, jobId));
        },
        cancel);

    public async Task<BulkOutcome> DoToAll(Caller caller, JobFilter filter, JobAction action, CancellationToken cancel)
    {
        var (done, refused) = (0, 0);
        var jobs = await List(caller, filter with { Limit = 1000, Cursor = null }, cancel);
        foreach (var job in jobs.Items)
        {
            try
            {
                await Do(grains.Get<IJobGrain>(job.Id, caller), action);
                done++;
            }
            catch (ProblemException)
            {
                refused++; // it has gone on in between, or is not theirs
            }
        }
        return new BulkOutcome(done, refused);
    }

    private static Task Do(IJobGrain job, JobAction action) => action switch
    {
        JobAction.Cancel => job.Cancel(new CancelJob()),
        JobAction.Retry => job.Retry(new RetryJob()),
        JobAction.Discard => job.Discard(new DiscardJob()),
        _ => job.SetAside(new SetJobAside(null)),
    };

    /// <summary>
    /// For its starter alone, and only while they may still read every document that it cites: what was shared then may not be
    /// shared now.
    /// </summary>
    private static async Task<JsonElement?> Result(NpgsqlConnection connection, Caller caller, Guid jobId)
    {
        var result = await connection.QuerySingleOrDefaultAsync<string?>(
            """
            SELECT j.result::text FROM jobs j
            WHERE j.job_id = @jobId AND j.user_id = @UserId
              AND NOT EXISTS (SELECT FROM jsonb_array_elements(CASE WHEN jsonb_typeof(j.result -> 'evidence') = 'array' THEN j.result -> 'evidence' ELSE '[]' END) e
                              WHERE (e ->> 'document_id')::uuid NOT IN (SELECT v.document_id FROM visible_documents(@TenantId, @UserId) v))
            """,
            new { jobId, caller.TenantId, caller.UserId });
        return result is null ? null : JsonSerializer.Deserialize<JsonElement>(result);
    }

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
        public Guid UserId { get; init; }
        public required string UserName { get; init; }
        public string? Worker { get; init; }

        public JobView ToView()
        {
            var state = Snake.Parse<JobState>(State);
            return new JobView(
                JobId, Kind, Snake.Parse<Lane>(Lane), state, DocumentId, Filename, Attempt, MaxAttempts, Progress, Phase,
                Problem(ErrorClass, ErrorCode, ErrorDetail), CreatedAt, StartedAt, EndedAt, state == JobState.Retrying ? RunAt : null,
                UserId, UserName, Worker, JobLife.ActionsIn(state));
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
