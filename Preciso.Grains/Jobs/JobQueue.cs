using Dapper;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>
/// The queue's statements. Times are the database's, so that no silo's clock matters; every write of a worker names its lease.
/// </summary>
public sealed class JobQueue(Database database, Announcements announcements)
{
    /// <summary>
    /// One statement for all jobs of a unit of work. Jobs whose key is there already are left out, and so are their events.
    /// </summary>
    public static NpgsqlBatchCommand Insertion(Caller caller, IReadOnlyList<NewJob> jobs) => new(
        """
        WITH new AS (
            INSERT INTO jobs (job_id, tenant_id, user_id, kind, lane, key, document_id, state, cost, args, max_attempts, run_at, created_at)
            SELECT j.id, $1, $2, j.kind, j.lane, j.key, j.document, 'pending', j.cost, j.args::jsonb, j.attempts, clock_timestamp(),
                   clock_timestamp()
            FROM unnest($3, $4, $5, $6, $7, $8, $9, $10) AS j (id, kind, lane, key, document, cost, args, attempts)
            ON CONFLICT (tenant_id, kind, key) DO NOTHING
            RETURNING job_id, kind, document_id)
        INSERT INTO events (tenant_id, grain, key, position, name, data, user_id, occurred_at)
        SELECT $1, 'job', job_id::text, 1, 'jobs.enqueued',
               jsonb_strip_nulls(jsonb_build_object('job_id', job_id, 'kind', kind, 'document_id', document_id, 'attempt', 0)), $2,
               clock_timestamp()
        FROM new
        """)
    {
        Parameters =
        {
            new() { Value = caller.TenantId }, new() { Value = caller.UserId },
            new() { Value = jobs.Select(job => job.JobId).ToArray() }, new() { Value = jobs.Select(job => job.Kind.Name).ToArray() },
            new() { Value = jobs.Select(job => Snake.Case(job.Kind.Lane)).ToArray() },
            new() { Value = jobs.Select(job => job.Key).ToArray() }, new() { Value = jobs.Select(job => job.DocumentId).ToArray() },
            new() { Value = jobs.Select(job => job.Cost).ToArray() },
            new()
            {
                Value = jobs.Select(job => job.Args).ToArray(),
                NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text,
            },
            new() { Value = jobs.Select(job => job.Kind.MaxAttempts).ToArray() },
        },
    };

    /// <summary>Enqueues in a transaction that is no grain's. The commit itself tells the workers.</summary>
    public static async Task Enqueue(NpgsqlConnection connection, Caller caller, IReadOnlyList<NewJob> jobs)
    {
        await using var batch = Statement.Batch(connection, TenantScope.Entry(caller.TenantId), Insertion(caller, jobs));
        await batch.ExecuteNonQueryAsync();
        var changes = jobs.Select(job => new Change(caller.TenantId, job.DocumentId, job.JobId));
        await Announcements.Publish(connection, changes, jobs: true, events: true);
    }

    public static Task LogEvent(UnitOfWork unit, Guid jobId, string name)
    {
        unit.EventsWritten();
        return unit.Connection.ExecuteAsync("SELECT log_job_events(ARRAY[@jobId], @name)", new { jobId, name });
    }

    /// <summary>
    /// Why the job ended without its result; null if it did not. What people ask of it waits until this transaction ends.
    /// </summary>
    public static async Task<JobProblem?> Failure(UnitOfWork unit, Guid jobId)
    {
        const string sql =
            """
            SELECT error_class, error_code, error_detail FROM jobs
            WHERE job_id = @jobId AND state IN ('failed', 'dead_letter', 'canceled') FOR SHARE
            """;
        var (errorClass, code, detail) = await unit.Connection.QuerySingleOrDefaultAsync<(string?, string?, string?)>(sql, new { jobId });
        return ProblemRow.Problem(errorClass, code, detail);
    }

    /// <summary>What the job was for is gone: nobody works on it any more.</summary>
    public static async Task CancelIfOpen(UnitOfWork unit, Guid jobId, JobProblem problem)
    {
        const string sql =
            """
            UPDATE jobs
            SET state = 'canceled', phase = 'canceled', worker = NULL, lease = NULL, lease_until = NULL, ended_at = clock_timestamp(),
                error_class = @errorClass, error_code = @Code, error_detail = @Detail
            WHERE job_id = @jobId AND state IN ('pending', 'processing', 'retrying')
            """;
        if (await unit.Connection.ExecuteAsync(
            sql, new { jobId, errorClass = Snake.Case(problem.Class), problem.Code, problem.Detail }) == 1)
        {
            await LogEvent(unit, jobId, JobCanceled.EventName);
            unit.Announce(null, jobId);
            unit.StopWorker(jobId);
        }
    }

    public async Task<IReadOnlyList<ClaimedJob>> Claim(ClaimJobs claim, CancellationToken cancel)
    {
        var claimed = await database.Across(
            async connection => (await connection.QueryAsync<ClaimedJob>(
                "SELECT * FROM claim_jobs(@Worker, @Kinds, @General, @Express, @Lease)", claim)).AsList(),
            cancel);
        if (claimed.Count > 0)
        {
            announcements.Publish(claimed.Select(job => new Change(job.TenantId, job.DocumentId, job.JobId)), events: true);
        }
        return claimed;
    }

    /// <summary>The span from which the job was ordered, where traces were kept.</summary>
    public Task<string?> Origin(ClaimedJob job) => database.Query(
        job.TenantId,
        connection => connection.ExecuteScalarAsync<string?>("SELECT trace_parent FROM jobs WHERE job_id = @JobId", new { job.JobId }),
        CancellationToken.None);

    /// <summary>Seconds until something may be claimed that cannot be now; null for nothing in sight.</summary>
    public Task<double?> NextDue(CancellationToken cancel) => database.Across(
        connection => connection.ExecuteScalarAsync<double?>("SELECT next_job_due()"), cancel);

    /// <summary>Keeps the lease and shows how far the work is, with the step that it is at. False when the lease is lost.</summary>
    public async Task<bool> Heartbeat(
        ClaimedJob job, TimeSpan lease, int progress, string? phase, RunningStep? step, CancellationToken cancel)
    {
        var beat = Statement.From(
            """
            WITH held AS (
                UPDATE jobs
                SET lease_until = clock_timestamp() + @lease, progress = greatest(progress, @progress), phase = coalesce(@phase, phase)
                WHERE job_id = @JobId AND lease = @Token
                RETURNING tenant_id, job_id, attempt, worker),
            step AS (
                INSERT INTO job_steps (tenant_id, job_id, attempt, name, worker, started_at)
                SELECT tenant_id, job_id, attempt, @step, worker, clock_timestamp() - @since FROM held WHERE @step IS NOT NULL
                ON CONFLICT DO NOTHING)
            SELECT count(*) FROM held
            """,
            new { job.JobId, job.Token, lease, progress, phase, step = step?.Name, since = step?.Since ?? TimeSpan.Zero });
        var held = await database.Read(
            job.TenantId, [beat], async reader => await reader.ReadAsync(cancel) && reader.GetInt64(0) == 1, cancel);
        announcements.Publish([new Change(job.TenantId, job.DocumentId, job.JobId)]);
        return held;
    }
}

/// <param name="Kinds">Those that this silo has handlers and the role for.</param>
/// <param name="General">Free slots for any lane.</param>
/// <param name="Express">Free slots that are kept for what people wait for.</param>
public sealed record ClaimJobs(string Worker, string[] Kinds, int General, int Express, TimeSpan Lease);

/// <summary>A job as its worker holds it.</summary>
public sealed record ClaimedJob(
    Guid JobId, Guid TenantId, Guid UserId, string Role, string Kind, string Lane, Guid? DocumentId, int Attempt, int MaxAttempts,
    string? Args, bool IsExpress, Guid Token)
{
    public JobLease Lease => new(JobId, Attempt, Token);

    /// <summary>The person for whom the work is done; it may see what they may see.</summary>
    public Caller Caller => new(TenantId, UserId, Snake.Parse<Preciso.Tenants.Role>(Role));

    public bool IsLastAttempt => Attempt >= MaxAttempts;
}
