using Dapper;
using Npgsql;
using Preciso.Questions;
using Preciso.Reading.Chunking;

namespace Preciso.Grains.Questions.Threads;

/// <summary>Where a question stands: at the end of the conversation that it names, or at the beginning of a new one.</summary>
internal sealed class Placement(Caller caller, AskQuestion question)
{
    private const int LongestTitle = 120;

    private const string Begin =
        """
        WITH placed AS (
            INSERT INTO threads (thread_id, tenant_id, user_id, title, created_at, asked_at, latest_job_id)
            SELECT @thread, @TenantId, @UserId, @title, now, now, @jobId FROM clock_timestamp() now
            RETURNING thread_id)
        INSERT INTO thread_questions (job_id, tenant_id, thread_id) SELECT @jobId, @TenantId, thread_id FROM placed
        RETURNING false
        """;

    // A conversation goes by its latest question, and another silo may have taken one meanwhile.
    private const string GoOn =
        """
        WITH placed AS (
            UPDATE threads
            SET latest_job_id = greatest(latest_job_id, @jobId), asked_at = greatest(asked_at, clock_timestamp())
            WHERE thread_id = @thread AND thread_id IN (SELECT v.thread_id FROM visible_threads(@TenantId, @UserId) v)
            RETURNING thread_id)
        INSERT INTO thread_questions (job_id, tenant_id, thread_id) SELECT @jobId, @TenantId, thread_id FROM placed
        RETURNING EXISTS (SELECT FROM thread_grants g WHERE g.thread_id = @thread)
        """;

    /// <summary>With its conversation.</summary>
    public AskQuestion Question { get; } = question with { ThreadId = question.ThreadId ?? Guid.CreateVersion7() };

    /// <summary>Others may be looking at it. Known once it is on record.</summary>
    public bool IsShared { get; private set; }

    /// <summary>
    /// In the transaction that puts its job on record: a conversation that is not there, or not for the caller, is not found.
    /// </summary>
    public async Task Record(NpgsqlConnection connection, Guid jobId)
    {
        var parameters = new
        {
            thread = Question.ThreadId, caller.TenantId, caller.UserId, title = Excerpt.Cut(question.Question.Trim(), LongestTitle), jobId,
        };
        IsShared = await connection.QuerySingleOrDefaultAsync<bool?>(question.ThreadId is null ? Begin : GoOn, parameters)
            ?? throw ProblemException.NotFound("thread");
    }
}
