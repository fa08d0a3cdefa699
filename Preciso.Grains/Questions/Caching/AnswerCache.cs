using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Caching;

/// <summary>
/// Which job has the answer to what was asked before. It holds no answers: they are with their jobs, and go with them. What a key says
/// includes who asks, so that nobody learns by a quick answer what others have asked.
/// </summary>
public static class AnswerCache
{
    /// <summary>Null where it is not known.</summary>
    /// <param name="connection">In the transaction in which the key was made.</param>
    public static async Task<Answer?> Find(NpgsqlConnection connection, Caller asker, byte[] key, CancellationToken cancel)
    {
        var known = await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
            """
            SELECT j.result::text
            FROM cached_answers c JOIN jobs j USING (tenant_id, job_id)
            WHERE c.tenant_id = @TenantId AND c.key = @key AND j.user_id = @UserId AND j.result IS NOT NULL
            """,
            new { asker.TenantId, asker.UserId, key },
            cancellationToken: cancel));
        return known is null ? null : JsonSerializer.Deserialize<Answer>(known, PrecisoJson.Options);
    }

    /// <summary>From now on this job has the answer; one before it that has none is no longer asked.</summary>
    public static NpgsqlBatchCommand Keep(ClaimedJob job, byte[] key) => Statement.From(
        """
        INSERT INTO cached_answers (tenant_id, key, job_id, kept_at) VALUES (@TenantId, @key, @JobId, clock_timestamp())
        ON CONFLICT (tenant_id, key) DO UPDATE SET job_id = excluded.job_id, kept_at = excluded.kept_at
        """,
        new { job.TenantId, key, job.JobId });
}
