using Dapper;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions;

/// <summary>Puts an answered question on record as a job that is done, so that its id leads to when it ran and how long.</summary>
internal sealed class QuestionJournal(Database database, TimeProvider time)
{
    public const string JobKind = "ask";

    public Task Record(Caller caller, Answer answer, CancellationToken cancel) => database.Query(
        caller.TenantId,
        connection => connection.ExecuteAsync(
            """
            WITH job AS (
                INSERT INTO jobs (job_id, tenant_id, user_id, kind, lane, key, state, attempt, max_attempts, run_at, progress, phase,
                                  created_at, started_at, ended_at)
                VALUES (@JobId, @TenantId, @UserId, @JobKind, 'interactive', @JobId::text, 'completed', 1, 1, @began, 100, 'completed',
                        @began, @began, @ended)
                RETURNING tenant_id, job_id)
            INSERT INTO job_steps (tenant_id, job_id, attempt, name, worker, started_at, ended_at, figures)
            SELECT job.tenant_id, job.job_id, 1, step.name, @worker, step.started_at, step.ended_at, step.figures::jsonb
            FROM job, (VALUES ('retrieve', @began, @retrieved, '{}'), ('answer', @retrieved, @ended, @figures))
                      AS step (name, started_at, ended_at, figures)
            """,
            Parameters(caller, answer)),
        cancel);

    private object Parameters(Caller caller, Answer answer)
    {
        var ended = time.GetUtcNow();
        var began = ended.AddMilliseconds(-answer.Timings.Total);
        return new
        {
            answer.JobId,
            caller.TenantId,
            caller.UserId,
            JobKind,
            worker = $"{Environment.MachineName}:{Environment.ProcessId}",
            began,
            retrieved = began.AddMilliseconds(answer.Timings.Retrieve),
            ended,
            figures = $$"""{"evidence": {{answer.Evidence.Count}}, "answered": {{(answer.Answered ? 1 : 0)}}}""",
        };
    }
}
