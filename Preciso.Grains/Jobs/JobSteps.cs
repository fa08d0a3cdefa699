using System.Text.Json;
using Dapper;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>The record of a job's steps: when each began and ended, what it counted and yielded, why it failed.</summary>
public sealed class JobSteps(Database database, Notifications notifications)
{
    public Task Begin(ClaimedJob job, string step, string worker, CancellationToken cancel) => Write(
        job,
        """
        INSERT INTO job_steps (tenant_id, job_id, attempt, name, worker, started_at)
        VALUES (@TenantId, @JobId, @Attempt, @step, @worker, clock_timestamp())
        """,
        new { job.TenantId, job.JobId, job.Attempt, step, worker },
        cancel);

    public Task End(ClaimedJob job, string step, IReadOnlyDictionary<string, double> figures, string? result, JobProblem? problem, CancellationToken cancel) => Write(
        job,
        """
        UPDATE job_steps
        SET ended_at = clock_timestamp(), figures = @figures::jsonb, result = @result::jsonb, error_class = @errorClass, error_code = @Code, error_detail = @Detail
        WHERE job_id = @JobId AND attempt = @Attempt AND name = @step
        """,
        new
        {
            job.JobId,
            job.Attempt,
            step,
            figures = JsonSerializer.Serialize(figures, PrecisoJson.Options),
            result,
            errorClass = problem is null ? null : Snake.Case(problem.Class),
            problem?.Code,
            problem?.Detail,
        },
        cancel);

    /// <summary>Steps of a moment, put on record when they are over, in one write.</summary>
    public Task Record(ClaimedJob job, string worker, IReadOnlyList<MomentaryStep> taken, CancellationToken cancel) => Write(
        job,
        """
        INSERT INTO job_steps (tenant_id, job_id, attempt, name, worker, started_at, ended_at, figures)
        SELECT @TenantId, @JobId, @Attempt, s.name, @worker, clock_timestamp() - s.began, clock_timestamp() - s.ended, s.figures::jsonb
        FROM unnest(@names, @began, @ended, @figures) WITH ORDINALITY AS s (name, began, ended, figures, n)
        ORDER BY s.n
        ON CONFLICT DO NOTHING
        """,
        new
        {
            job.TenantId,
            job.JobId,
            job.Attempt,
            worker,
            names = taken.Select(step => step.Name).ToArray(),
            began = taken.Select(step => step.BeganAgo).ToArray(),
            ended = taken.Select(step => step.EndedAgo).ToArray(),
            figures = taken.Select(step => JsonSerializer.Serialize(step.Figures, PrecisoJson.Options)).ToArray(),
        },
        cancel);

    /// <summary>What the step yielded in the attempt that finished it, as JSON; null if none did.</summary>
    public Task<string?> Finished(ClaimedJob job, string step, CancellationToken cancel) => database.Query(
        job.TenantId,
        connection => connection.ExecuteScalarAsync<string?>(
            """
            SELECT result::text FROM job_steps
            WHERE job_id = @JobId AND name = @step AND ended_at IS NOT NULL AND error_code IS NULL
            ORDER BY attempt DESC LIMIT 1
            """,
            new { job.JobId, step }),
        cancel);

    // Only who holds the lease has anything to record.
    private async Task Write(ClaimedJob job, string sql, object parameters, CancellationToken cancel)
    {
        await database.Leased(job, connection => connection.ExecuteAsync(sql, parameters), cancel);
        notifications.Publish([new Change(job.TenantId, job.DocumentId, job.JobId)]);
    }
}

/// <param name="BeganAgo">How long before now.</param>
public sealed record MomentaryStep(string Name, TimeSpan BeganAgo, TimeSpan EndedAgo, IReadOnlyDictionary<string, double> Figures);
