using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>The record of a job's steps: when each began and ended, what it counted and yielded, why it failed.</summary>
public sealed class JobSteps(Database database, Announcements announcements)
{
    /// <summary>The whole of a step that is over; where the heart has put its beginning on record, its end.</summary>
    public static NpgsqlBatchCommand End(
        ClaimedJob job, string step, string worker, TimeSpan lasted, IReadOnlyDictionary<string, double> figures, string? result,
        JobProblem? problem) => Statement.From(
        """
        INSERT INTO job_steps AS s (tenant_id, job_id, attempt, name, worker, started_at, ended_at, figures, result, error_class,
                                    error_code, error_detail)
        VALUES (@TenantId, @JobId, @Attempt, @step, @worker, clock_timestamp() - @lasted, clock_timestamp(), @figures::jsonb,
                @result::jsonb, @errorClass, @Code, @Detail)
        ON CONFLICT (job_id, attempt, name) DO UPDATE
        SET ended_at = excluded.ended_at, figures = excluded.figures, result = excluded.result, error_class = excluded.error_class,
            error_code = excluded.error_code, error_detail = excluded.error_detail
        """,
        new
        {
            job.TenantId, job.JobId, job.Attempt, step, worker, lasted,
            figures = JsonSerializer.Serialize(figures, PrecisoJson.Options), result,
            errorClass = problem is null ? null : Snake.Case(problem.Class), problem?.Code, problem?.Detail,
        });

    /// <summary>Steps of a moment, put on record when they are over, in one write with what they have to keep.</summary>
    public Task Record(
        ClaimedJob job, string worker, IReadOnlyList<MomentaryStep> taken, IEnumerable<NpgsqlBatchCommand> kept, CancellationToken cancel)
    {
        var record = Statement.From(
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
            });
        return Write(job, [record, .. kept], cancel);
    }

    /// <summary>What each step yielded in the attempt that finished it, as JSON.</summary>
    public Task<IReadOnlyDictionary<string, string>> Finished(ClaimedJob job, CancellationToken cancel)
    {
        var finished = Statement.From(
            """
            SELECT DISTINCT ON (name) name, result::text FROM job_steps
            WHERE job_id = @JobId AND ended_at IS NOT NULL AND error_code IS NULL AND result IS NOT NULL
            ORDER BY name, attempt DESC
            """,
            new { job.JobId });
        return database.Read(
            job.TenantId, [finished],
            reader => Task.FromResult<IReadOnlyDictionary<string, string>>(
                reader.Parse<(string Name, string Result)>().ToDictionary(step => step.Name, step => step.Result)),
            cancel);
    }

    /// <summary>Only who holds the lease has anything to write.</summary>
    public async Task Write(ClaimedJob job, IReadOnlyList<NpgsqlBatchCommand> statements, CancellationToken cancel)
    {
        await database.Write(job, statements, cancel);
        announcements.Publish([new Change(job.TenantId, job.DocumentId, job.JobId)]);
    }
}

/// <param name="BeganAgo">How long before now.</param>
public sealed record MomentaryStep(string Name, TimeSpan BeganAgo, TimeSpan EndedAgo, IReadOnlyDictionary<string, double> Figures);
