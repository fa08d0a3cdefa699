using System.Text.Json;
using Dapper;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>The record of a job's steps: when each began and ended, what it counted, why it failed.</summary>
public sealed class JobSteps(Database database)
{
    public Task Begin(ClaimedJob job, string step, string worker, DateTimeOffset at, CancellationToken cancel) => database.Query(
        job.TenantId,
        connection => connection.ExecuteAsync(
            """
            INSERT INTO job_steps (tenant_id, job_id, attempt, name, worker, started_at)
            VALUES (@TenantId, @JobId, @Attempt, @step, @worker, @at)
            """,
            new { job.TenantId, job.JobId, job.Attempt, step, worker, at }),
        cancel);

    public Task End(
        ClaimedJob job, string step, DateTimeOffset at, IReadOnlyDictionary<string, double> figures, JobProblem? problem, CancellationToken cancel) =>
        database.Query(
            job.TenantId,
            connection => connection.ExecuteAsync(
                """
                UPDATE job_steps
                SET ended_at = @at, figures = @figures::jsonb, error_class = @errorClass, error_code = @Code, error_detail = @Detail
                WHERE job_id = @JobId AND attempt = @Attempt AND name = @step
                """,
                new
                {
                    job.JobId,
                    job.Attempt,
                    step,
                    at,
                    figures = JsonSerializer.Serialize(figures, PrecisoJson.Options),
                    errorClass = problem is null ? null : Snake.Case(problem.Class),
                    problem?.Code,
                    problem?.Detail,
                }),
            cancel);
}
