using Dapper;
using Npgsql;
using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Policies;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Threads;

/// <summary>The reading side of conversations; every statement joins those that the caller may read.</summary>
public sealed class ThreadQueries(Database database, Planner planner, Retrieval retrieval) : IThreads
{
    private const int MostThreads = 100;
    private const int MostQuestions = 50;

    /// <summary>So many documents are looked into for examples.</summary>
    private const int Newest = 8;

    private static readonly string QuestionsSql = Embedded.Text("questions.sql");
    internal static readonly string ExamplesSql = Embedded.Text("examples.sql");

    public Task<Listing<ThreadView>> List(Caller caller, ThreadFilter filter, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var most = Math.Clamp(filter.Limit, 1, MostThreads);
            var rows = await connection.QueryAsync<ThreadView, Guid, (ThreadView View, Guid Latest)>(
                $"""
                 SELECT {ThreadStore.Columns}, t.latest_job_id AS latest {ThreadStore.Source}
                 WHERE (@after::uuid IS NULL OR t.latest_job_id < @after)
                   AND (@search::text IS NULL OR strpos(lower(t.title), @search) > 0
                        OR EXISTS (SELECT FROM thread_questions q JOIN jobs j USING (job_id)
                                   WHERE q.thread_id = t.thread_id AND strpos(lower(j.args ->> 'question'), @search) > 0)
                        OR t.thread_id IN (SELECT a.thread_id FROM visible_answers(@TenantId, @UserId) a
                                           JOIN answers_holding(@TenantId, @terms) h ON h.job_id = a.job_id))
                 ORDER BY t.latest_job_id DESC
                 LIMIT @most + 1
                 """,
                (view, latest) => (view, latest),
                new
                {
                    caller.TenantId, caller.UserId, after = Cursor.Decode(filter.Cursor), search = filter.Search?.Trim().ToLowerInvariant(),
                    terms = Terms.Cut(filter.Search ?? "").Distinct().ToArray(), most,
                },
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
            var release = await AnswerRelease.For(connection, caller);
            var most = Math.Clamp(limit, 1, MostQuestions);
            var rows = await connection.QueryAsync<ThreadRow>(
                QuestionsSql,
                new
                {
                    tenant = caller.TenantId, reader = caller.UserId, thread = threadId, after = Cursor.Decode(cursor), limit = most,
                    only = (Guid?)null,
                });
            return Cursor.Page(rows.Select(row => row.ToView(release)).ToList(), most, question => question.JobId);
        },
        cancel);

    public Task<IReadOnlyList<ThreadGrant>> Grants(Caller caller, Guid threadId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            if (!(await Find(connection, caller, threadId)).IsOwner)
            {
                throw ThreadGrain.OwnerOnly();
            }
            return (IReadOnlyList<ThreadGrant>)(await connection.QueryAsync<ThreadGrant>(
                """
                SELECT g.user_id, g.team_id, coalesce(u.name, t.name) AS name, g.granted_at
                FROM thread_grants g
                LEFT JOIN users u ON u.user_id = g.user_id
                LEFT JOIN teams t ON t.team_id = g.team_id
                WHERE g.thread_id = @threadId ORDER BY g.grant_id
                """,
                new { threadId })).AsList();
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
            return row?.ToView(await AnswerRelease.For(connection, caller)) ?? throw ProblemException.NotFound("answer");
        },
        cancel);

    public Task<IReadOnlyList<ExampleQuestion>> Examples(Caller caller, int count, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var examples = new List<ExampleQuestion>();
            foreach (var found in await connection.QueryAsync<ExampleQuestion>(
                ExamplesSql, new { caller.TenantId, caller.UserId, most = Newest, only = (Guid[]?)null }))
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
            $"{ThreadStore.View} WHERE t.thread_id = @threadId", new { caller.TenantId, caller.UserId, threadId })
                ?? throw ProblemException.NotFound("thread");

    /// <summary>
    /// An example that would be met with "I do not know" is none. The words around it in a question are such as every question has.
    /// </summary>
    private async Task<bool> Answers(NpgsqlConnection connection, Caller caller, ExampleQuestion example, CancellationToken cancel)
    {
        var words = $"{example.Period} {example.Subject}".Trim();
        var plan = planner.Plan(words);
        var found = await retrieval.FindBest(connection, caller, words, plan, new Restriction([example.DocumentId]), 1, cancel);
        return Answerer.Extract(plan, found).Evidence.Count > 0;
    }
}
