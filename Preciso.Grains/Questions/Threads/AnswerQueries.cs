using Dapper;
using Npgsql;
using Preciso.Grains.Questions.Policies;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Threads;

/// <summary>Answers found again, and what may be asked after one.</summary>
internal sealed class AnswerQueries(Database database, Suggestions suggestions) : IAnswers
{
    private const int MostAnswers = 100;

    private const string Found =
        """
        SELECT a.job_id, a.thread_id, t.title, coalesce(j.result ->> 'understood', j.args ->> 'question') AS question,
               j.result ->> 'answer' AS answer, j.created_at AS asked_at, u.name AS asked_by, j.user_id = @UserId AS is_own
        FROM visible_answers(@TenantId, @UserId) a
        JOIN threads t ON t.thread_id = a.thread_id
        JOIN jobs j ON j.job_id = a.job_id
        JOIN users u ON u.user_id = j.user_id
        """;

    public Task<Listing<FoundAnswer>> Search(Caller caller, AnswerFilter filter, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var most = Math.Clamp(filter.Limit, 1, MostAnswers);
            if (!await IsShown(connection, caller))
            {
                return new Listing<FoundAnswer>([], null);
            }
            var rows = await connection.QueryAsync<FoundAnswer>(
                $"""
                 {Found}
                 WHERE (@after::uuid IS NULL OR a.job_id < @after)
                   AND (@terms::text[] IS NULL OR a.job_id IN (SELECT h.job_id FROM answers_holding(@TenantId, @terms) h))
                 ORDER BY a.job_id DESC
                 LIMIT @most + 1
                 """,
                new
                {
                    caller.TenantId, caller.UserId, after = Cursor.Decode(filter.Cursor), most,
                    terms = filter.Search is { } words ? Terms.Cut(words).Distinct().ToArray() : null,
                });
            return Cursor.Page(rows.AsList(), most, answer => answer.JobId);
        },
        cancel);

    public Task<IReadOnlyList<string>> Suggest(Caller caller, Guid jobId, CancellationToken cancel) => database.Query(
        caller.TenantId, connection => suggestions.Find(connection, caller, jobId, cancel), cancel);

    public Task<FoundAnswer?> Earlier(Caller caller, Guid jobId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection => !await IsShown(connection, caller) ? null : await connection.QuerySingleOrDefaultAsync<FoundAnswer?>(
            $"""
             {Found}
             WHERE a.job_id < @jobId
               AND a.asked = (SELECT n.asked FROM visible_answers(@TenantId, @UserId) n WHERE n.job_id = @jobId)
             ORDER BY a.job_id DESC
             LIMIT 1
             """,
            new { caller.TenantId, caller.UserId, jobId }),
        cancel);

    /// <summary>A role that is not shown what answers say, or on what they stand, would learn it from what its words find.</summary>
    private static async Task<bool> IsShown(NpgsqlConnection connection, Caller caller) =>
        !(await PolicyStore.WithheldFrom(connection, caller)).Any(field => field is AnswerField.Answer or AnswerField.Evidence);
}
