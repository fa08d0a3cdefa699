using Dapper;
using Npgsql;
using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Threads;

/// <summary>The reading side of conversations; every statement is its owner's own.</summary>
public sealed class ThreadQueries(Database database, Planner planner, Retrieval retrieval) : IThreads
{
    internal const string Columns = "SELECT t.thread_id AS id, t.title, t.created_at, t.asked_at FROM threads t";
    private const int MostThreads = 100;
    private const int MostQuestions = 50;

    /// <summary>So many documents are looked into for examples.</summary>
    private const int Newest = 8;

    private static readonly string QuestionsSql = Embedded.Text("questions.sql");
    private static readonly string ExamplesSql = Embedded.Text("examples.sql");

    public Task<Listing<ThreadView>> List(Caller caller, ThreadFilter filter, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var most = Math.Clamp(filter.Limit, 1, MostThreads);
            var rows = await connection.QueryAsync<ThreadView, Guid, (ThreadView View, Guid Latest)>(
                """
                SELECT t.thread_id AS id, t.title, t.created_at, t.asked_at, t.latest_job_id AS latest FROM threads t
                WHERE t.user_id = @UserId AND (@after::uuid IS NULL OR t.latest_job_id < @after)
                  AND (@search::text IS NULL OR strpos(lower(t.title), @search) > 0
                       OR EXISTS (SELECT FROM thread_questions q JOIN jobs j USING (job_id)
                                  WHERE q.thread_id = t.thread_id AND strpos(lower(j.args ->> 'question'), @search) > 0))
                ORDER BY t.latest_job_id DESC
                LIMIT @most + 1
                """,
                (view, latest) => (view, latest),
                new { caller.UserId, after = Cursor.Decode(filter.Cursor), search = filter.Search?.Trim().ToLowerInvariant(), most },
                splitOn: "latest");
            var page = Cursor.Page(rows.ToList(), most, row => row.Latest);
            return new Listing<ThreadView>([.. page.Items.Select(row => row.View)], page.NextCursor);
        },
        cancel);

    public Task<ThreadView> Get(Caller caller, Guid threadId, CancellationToken cancel) =>
        database.Query(caller.TenantId, connection => Find(connection, caller, threadId), cancel);

    public Task<Listing<ThreadQuestion>> Questions(
        Caller caller, Guid threadId, string? cursor, int limit, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            await Find(connection, caller, threadId);
            var most = Math.Clamp(limit, 1, MostQuestions);
            var rows = await connection.QueryAsync<ThreadRow>(
                QuestionsSql,
                new
                {
                    tenant = caller.TenantId, reader = caller.UserId, thread = threadId, after = Cursor.Decode(cursor), limit = most,
                    only = (Guid?)null,
                });
            return Cursor.Page(rows.Select(row => row.ToView()).ToList(), most, question => question.JobId);
        },
        cancel);

    public Task<ThreadQuestion> Question(Caller caller, Guid jobId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var thread = await connection.QuerySingleOrDefaultAsync<Guid?>(
                "SELECT thread_id FROM thread_questions WHERE job_id = @jobId", new { jobId });
            var row = await connection.QuerySingleOrDefaultAsync<ThreadRow>(
                QuestionsSql,
                new { tenant = caller.TenantId, reader = caller.UserId, thread, after = (Guid?)null, limit = 1, only = jobId });
            return row?.ToView() ?? throw ProblemException.NotFound("answer");
        },
        cancel);

    public Task<IReadOnlyList<ExampleQuestion>> Examples(Caller caller, int count, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var examples = new List<ExampleQuestion>();
            foreach (var found in await connection.QueryAsync<ExampleQuestion>(
                ExamplesSql, new { caller.TenantId, caller.UserId, most = Newest }))
            {
                var isNew = !examples.Exists(other => other.DocumentId == found.DocumentId || other.Subject == found.Subject);
                if (isNew && examples.Count < count && await Answers(connection, caller, found, cancel))
                {
                    examples.Add(found);
                }
            }
            return (IReadOnlyList<ExampleQuestion>)examples;
        },
        cancel);

    private static async Task<ThreadView> Find(NpgsqlConnection connection, Caller caller, Guid threadId) =>
        await connection.QuerySingleOrDefaultAsync<ThreadView>(
            $"{Columns} WHERE t.thread_id = @threadId AND t.user_id = @UserId", new { threadId, caller.UserId })
                ?? throw ProblemException.NotFound("thread");

    /// <summary>
    /// An example that would be met with "I do not know" is none. The words around it in a question are such as every question has.
    /// </summary>
    private async Task<bool> Answers(NpgsqlConnection connection, Caller caller, ExampleQuestion example, CancellationToken cancel)
    {
        var words = $"{example.Period} {example.Subject}".Trim();
        var plan = planner.Plan(words);
        var candidates = await retrieval.Find(connection, caller, words, plan, [example.DocumentId], cancel);
        return Answerer.Extract(plan, Ranking.Rank(plan, candidates, 1)).Evidence.Count > 0;
    }
}
