using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

public sealed class JobQueries(
    Database database, JobTrace trace, IGrains grains, IEnumerable<JobKind> kinds, IEnumerable<IShownResult> shown) : IJobs
{
    // The file name is shown only while the asker may read the file; what was asked, to who asked it.
    private const string Columns =
        """
        SELECT j.job_id, j.kind, j.lane, j.state, j.document_id, d.filename, j.attempt, j.max_attempts, j.progress, j.phase, j.error_class,
               j.error_code, j.error_detail, j.created_at, j.started_at, j.ended_at, j.run_at, j.user_id, u.name AS user_name, j.worker,
               CASE WHEN j.user_id = @UserId THEN left(j.args ->> 'question', 80) END AS subject
        FROM jobs j
        JOIN users u ON u.user_id = j.user_id
        LEFT JOIN visible_documents(@TenantId, @UserId) v ON v.document_id = j.document_id
        LEFT JOIN documents d ON d.document_id = v.document_id

        """;

    private const string Mine = "WHERE j.tenant_id = @TenantId AND (@everybody OR j.user_id = @UserId)";

    private const string Found = Mine +
        """
         AND (@State::text IS NULL OR j.state = @State)
         AND (@states::text[] IS NULL OR j.state = ANY (@states))
         AND (@allowing::text[] IS NULL OR j.state = ANY (@allowing))
         AND (@Lane::text IS NULL OR j.lane = @Lane)
         AND (@Kind::text IS NULL OR j.kind = @Kind)
         AND (@DocumentId::uuid IS NULL OR j.document_id = @DocumentId)
         AND (@wantedUser::uuid IS NULL OR j.user_id = @wantedUser)
         AND (@wantedJob::uuid IS NULL OR j.job_id = @wantedJob)
         AND (@ErrorCode::text IS NULL OR j.error_code = @ErrorCode)
         AND (@From::timestamptz IS NULL OR j.created_at >= @From)
         AND (@To::timestamptz IS NULL OR j.created_at < @To)
         AND (@endedFrom::timestamptz IS NULL OR j.ended_at >= @endedFrom)
         AND (@endedTo::timestamptz IS NULL OR j.ended_at < @endedTo)

        """;

    public IReadOnlyList<string> Kinds { get; } =
        [.. kinds.OrderBy(kind => kind.Lane).ThenBy(kind => kind.Name, StringComparer.Ordinal).Select(kind => kind.Name)];

    public Task<Listing<JobView>> List(Caller caller, JobFilter filter, CancellationToken cancel) => List(caller, filter, null, cancel);

    public Task<IReadOnlyList<TraceLine>> Trace(Caller caller, Guid jobId, CancellationToken cancel) => trace.Read(caller, jobId, cancel);

    public Task<JobCount> Count(Caller caller, JobFilter filter, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var rows = await connection.QueryAsync<(string State, int Jobs)>(
                "SELECT j.state, count(*)::int FROM jobs j " + Found + " GROUP BY j.state", Parameters(caller, filter, null));
            var counts = rows.ToDictionary(row => Snake.Parse<JobState>(row.State), row => row.Jobs);
            return new JobCount(
                counts.Values.Sum(),
                Enum.GetValues<JobAction>().ToDictionary(
                    action => action,
                    action => counts.Where(count => JobLife.ActionsIn(count.Key).Contains(action)).Sum(count => count.Value)));
        },
        cancel);

    public Task<JobDetail> Get(Caller caller, Guid jobId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<JobRow>(
                Columns + Mine + " AND j.job_id = @jobId", new { caller.TenantId, caller.UserId, everybody = caller.IsOperator, jobId })
                ?? throw ProblemException.NotFound("job");
            var steps = await connection.QueryAsync<StepRow>(
                """
                SELECT name, attempt, worker, started_at, ended_at, figures, error_class, error_code, error_detail
                FROM job_steps WHERE job_id = @jobId ORDER BY step_id
                """,
                new { jobId });
            var question = await connection.ExecuteScalarAsync<string?>(
                "SELECT args ->> 'question' FROM jobs WHERE job_id = @jobId AND user_id = @UserId", new { jobId, caller.UserId });
            return new JobDetail(row.ToView(), [.. steps.Select(step => step.ToView())], await Result(connection, caller, jobId), question);
        },
        cancel);

    public async Task<BulkOutcome> DoToAll(Caller caller, JobFilter filter, JobAction action, CancellationToken cancel)
    {
        var (done, refused) = (0, 0);
        var allowing = Enum.GetValues<JobState>().Where(state => JobLife.ActionsIn(state).Contains(action)).Select(Snake.Case).ToArray();
        var jobs = await List(caller, filter with { Limit = 1000, Cursor = null }, allowing, cancel);
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

    private Task<Listing<JobView>> List(Caller caller, JobFilter filter, string[]? allowing, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            const string sql = Columns + Found + " AND (@after::uuid IS NULL OR j.job_id < @after) ORDER BY j.job_id DESC LIMIT @Limit + 1";
            var rows = await connection.QueryAsync<JobRow>(sql, Parameters(caller, filter, allowing));
            return Cursor.Page(rows.Select(row => row.ToView()).ToList(), filter.Limit, job => job.Id);
        },
        cancel);

    private static object Parameters(Caller caller, JobFilter filter, string[]? allowing)
    {
        if (filter.Everybody)
        {
            caller.RequireOperator();
        }
        return new
        {
            caller.TenantId,
            caller.UserId,
            everybody = filter.Everybody,
            State = filter.State is { } state ? Snake.Case(state) : null,
            states = filter.States?.Select(state => Snake.Case(state)).ToArray(),
            allowing,
            Lane = filter.Lane is { } lane ? Snake.Case(lane) : null,
            filter.Kind,
            filter.DocumentId,
            wantedUser = filter.UserId,
            wantedJob = filter.JobId,
            filter.ErrorCode,
            From = filter.ByEnd ? null : filter.From,
            To = filter.ByEnd ? null : filter.To,
            endedFrom = filter.ByEnd ? filter.From : null,
            endedTo = filter.ByEnd ? filter.To : null,
            after = Cursor.Decode(filter.Cursor),
            filter.Limit,
        };
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
    private async Task<JsonElement?> Result(NpgsqlConnection connection, Caller caller, Guid jobId)
    {
        var (kind, result) = await connection.QuerySingleOrDefaultAsync<(string?, string?)>(
            """
            SELECT j.kind, j.result::text FROM jobs j
            WHERE j.job_id = @jobId AND j.user_id = @UserId
              AND NOT EXISTS (SELECT
                              FROM jsonb_array_elements(
                                  CASE WHEN jsonb_typeof(j.result -> 'evidence') = 'array' THEN j.result -> 'evidence' ELSE '[]' END) e
                              WHERE (e ->> 'document_id')::uuid NOT IN (SELECT v.document_id FROM visible_documents(@TenantId, @UserId) v))
            """,
            new { jobId, caller.TenantId, caller.UserId });
        if (result is null)
        {
            return null;
        }
        var seen = shown.FirstOrDefault(of => of.Kind == kind) is { } room ? await room.Show(connection, caller, result) : result;
        return JsonSerializer.Deserialize<JsonElement>(seen);
    }
}
