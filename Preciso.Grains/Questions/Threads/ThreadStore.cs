using Dapper;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Questions;
using Preciso.Reading.Chunking;

namespace Preciso.Grains.Questions.Threads;

/// <summary>Puts questions into conversations, in the transaction that puts them on record.</summary>
internal static class ThreadStore
{
    private const int LongestTitle = 120;

    private const string Begin =
        """
        WITH placed AS (
            INSERT INTO threads (thread_id, tenant_id, user_id, title, created_at, asked_at, latest_job_id)
            SELECT @thread, @TenantId, @UserId, @title, now, now, @jobId FROM clock_timestamp() now
            RETURNING thread_id)
        INSERT INTO thread_questions (job_id, tenant_id, thread_id) SELECT @jobId, @TenantId, thread_id FROM placed
        """;

    // A conversation goes by its latest question, and another silo may have taken one meanwhile.
    private const string GoOn =
        """
        WITH placed AS (
            UPDATE threads
            SET latest_job_id = greatest(latest_job_id, @jobId), asked_at = greatest(asked_at, clock_timestamp())
            WHERE thread_id = @thread AND user_id = @UserId
            RETURNING thread_id)
        INSERT INTO thread_questions (job_id, tenant_id, thread_id) SELECT @jobId, @TenantId, thread_id FROM placed
        """;

    /// <summary>
    /// The question with its conversation, and what puts it there once its job has an id: a conversation that is not there, or not the
    /// caller's, is not found.
    /// </summary>
    public static (AskQuestion Question, Func<NpgsqlConnection, Guid, Task> Record) Place(Caller caller, AskQuestion question)
    {
        var thread = question.ThreadId ?? Guid.CreateVersion7();
        var title = Excerpt.Cut(question.Question.Trim(), LongestTitle);
        return (question with { ThreadId = thread }, async (connection, jobId) =>
        {
            var sql = question.ThreadId is null ? Begin : GoOn;
            if (await connection.ExecuteAsync(sql, new { thread, caller.TenantId, caller.UserId, title, jobId }) != 1)
            {
                throw ProblemException.NotFound("thread");
            }
        }
        );
    }
}
