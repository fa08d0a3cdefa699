using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Threads;

/// <summary>Keeps an answer so that it is found again by its words, with the documents that it stands on.</summary>
internal static class KeptAnswers
{
    // Said once more where an attempt that died has said it; a conversation that is gone meanwhile keeps nothing.
    private const string Sql =
        """
        WITH place AS (SELECT thread_id FROM threads WHERE thread_id = @ThreadId FOR KEY SHARE),
        kept AS (
            INSERT INTO kept_answers (job_id, tenant_id, thread_id, asked, documents)
            SELECT @JobId, @TenantId, thread_id, @asked, @documents FROM place
            RETURNING job_id)
        INSERT INTO answer_terms (tenant_id, term, job_id) SELECT @TenantId, term, job_id FROM kept CROSS JOIN unnest(@terms) AS term
        """;

    /// <param name="asked">The question as it was understood.</param>
    public static IReadOnlyList<NpgsqlBatchCommand> Keep(ClaimedJob job, string asked, Answer answer)
    {
        var documents = answer.Evidence.Select(evidence => evidence.DocumentId).Distinct().ToArray();
        return documents.Length == 0 ? [] :
        [
            Statement.From("DELETE FROM kept_answers WHERE job_id = @JobId", new { job.JobId }),
            Statement.From(
                Sql,
                new
                {
                    job.JobId, job.TenantId, answer.ThreadId, asked = Digest(asked), documents,
                    terms = Terms.Cut($"{asked}\n{answer.Text}").Distinct().ToArray(),
                }),
        ];
    }

    /// <summary>The same for questions that differ in letters' size, spaces and marks only.</summary>
    private static byte[] Digest(string asked) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', Terms.Cut(asked))));
}
