using Dapper;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>The queue's statements. Every write of a worker names the attempt it was made under.</summary>
public sealed class JobQueue(Database database)
{
    public static Task Insert(NpgsqlConnection connection, Caller caller, NewJob job, DateTimeOffset now) => connection.ExecuteAsync(
        """
        INSERT INTO jobs (job_id, tenant_id, user_id, kind, lane, key, document_id, state, max_attempts, run_at, created_at)
        VALUES (@JobId, @TenantId, @UserId, @Kind, @lane, @Key, @DocumentId, 'pending', @MaxAttempts, @now, @now)
        ON CONFLICT (tenant_id, kind, key) DO NOTHING
        """,
        new { job.JobId, caller.TenantId, caller.UserId, job.Kind, lane = Snake.Case(job.Lane), job.Key, job.DocumentId, job.MaxAttempts, now });

    /// <summary>
    /// Refuses a worker whose lease on the job is gone. Until the transaction ends the row stays locked against a new claim,
    /// but not against heartbeats.
    /// </summary>
    public static async Task HoldLease(NpgsqlConnection connection, Guid jobId, int attempt)
    {
        const string sql = "SELECT true FROM jobs WHERE job_id = @jobId AND attempt = @attempt AND state = 'processing' FOR KEY SHARE";
        if (!await connection.QuerySingleOrDefaultAsync<bool>(sql, new { jobId, attempt }))
        {
            throw new LeaseLostException(jobId, attempt);
        }
    }

    /// <summary>Ends the job of a worker command inside the grain's own transaction.</summary>
    public static Task End(UnitOfWork unit, Guid jobId, int attempt, JobState state, JobProblem? problem = null)
    {
        unit.Announce(null, jobId);
        return unit.WriteOne(
            """
            UPDATE jobs
            SET state = @state, ended_at = @Now, worker = NULL, lease_until = NULL, phase = @state,
                progress = CASE WHEN @state = 'completed' THEN 100 ELSE progress END,
                error_class = @errorClass, error_code = @Code, error_detail = @Detail
            WHERE job_id = @jobId AND attempt = @attempt AND state = 'processing'
            """,
            new { jobId, attempt, state = Snake.Case(state), unit.Now, errorClass = ClassOf(problem), problem?.Code, problem?.Detail });
    }

    public Task<ClaimedJob?> Claim(string worker, TimeSpan lease, CancellationToken cancel) => database.Across(
        connection => connection.QuerySingleOrDefaultAsync<ClaimedJob>("SELECT * FROM claim_job(@worker, @lease)", new { worker, lease }), cancel);

    /// <summary>Jobs whose last attempt died with its worker; they are dead letters now.</summary>
    public async Task<IReadOnlyList<ClaimedJob>> Bury(CancellationToken cancel) =>
        await database.Across(async connection => (await connection.QueryAsync<ClaimedJob>("SELECT * FROM bury_jobs()")).AsList(), cancel);

    public Task<DateTimeOffset?> NextDue(CancellationToken cancel) => database.Across(
        connection => connection.ExecuteScalarAsync<DateTimeOffset?>("SELECT next_job_due()"), cancel);

    /// <summary>Keeps the lease and shows the progress. False when the lease is lost.</summary>
    public Task<bool> Heartbeat(ClaimedJob job, TimeSpan lease, int progress, string? phase, CancellationToken cancel) => database.Query(
        job.TenantId,
        async connection =>
        {
            const string sql =
                """
                UPDATE jobs SET lease_until = now() + @lease, progress = greatest(progress, @progress), phase = coalesce(@phase, phase)
                WHERE job_id = @JobId AND attempt = @Attempt AND state = 'processing'
                """;
            var held = await connection.ExecuteAsync(sql, new { job.JobId, job.Attempt, lease, progress = (short)progress, phase }) == 1;
            await Notifications.Announce(connection, new Change(job.TenantId, job.DocumentId, job.JobId));
            return held;
        },
        cancel);

    public Task RetryLater(ClaimedJob job, JobProblem problem, TimeSpan delay, CancellationToken cancel) => Leave(
        job, problem, "state = 'retrying', run_at = now() + @delay, phase = 'retrying'", delay, cancel);

    public Task End(ClaimedJob job, JobState state, JobProblem? problem, CancellationToken cancel) => Leave(
        job, problem, $"state = '{Snake.Case(state)}', ended_at = now(), phase = '{Snake.Case(state)}'", TimeSpan.Zero, cancel);

    private Task Leave(ClaimedJob job, JobProblem? problem, string assignments, TimeSpan delay, CancellationToken cancel) => database.Query(
        job.TenantId,
        async connection =>
        {
            var sql =
                $"""
                UPDATE jobs SET {assignments}, worker = NULL, lease_until = NULL,
                       error_class = @errorClass, error_code = @Code, error_detail = @Detail
                WHERE job_id = @JobId AND attempt = @Attempt AND state = 'processing'
                """;
            var written = await connection.ExecuteAsync(
                sql, new { job.JobId, job.Attempt, delay, errorClass = ClassOf(problem), problem?.Code, problem?.Detail });
            await Notifications.Announce(connection, new Change(job.TenantId, job.DocumentId, job.JobId));
            return written;
        },
        cancel);

    private static string? ClassOf(JobProblem? problem) => problem is null ? null : Snake.Case(problem.Class);
}

/// <summary>A job as its worker holds it.</summary>
public sealed record ClaimedJob(
    Guid JobId, Guid TenantId, Guid UserId, string Role, string Kind, Guid? DocumentId, int Attempt, int MaxAttempts)
{
    /// <summary>The person for whom the work is done; it may see what they may see.</summary>
    public Caller Caller => new(TenantId, UserId, Snake.Parse<Preciso.Tenants.Role>(Role));

    public bool IsLastAttempt => Attempt >= MaxAttempts;
}
