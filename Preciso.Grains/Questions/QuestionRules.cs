using Dapper;
using Preciso.Documents;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions;

/// <summary>
/// What a question has to be. That to which it is put and that is not there, or not for this caller, is an error; silence would look like
/// "it does not say".
/// </summary>
internal sealed class QuestionRules(Database database, IDocumentTypes types)
{
    private const int LongestQuestion = 2_000;
    private const int MostEvidence = 50;

    public async Task Require(Caller caller, AskQuestion question, CancellationToken cancel)
    {
        RequireWords(question);
        if (question.DocumentIds is { } named)
        {
            await RequireVisible(caller, named, cancel);
        }
        if (question.Scope is { } scope)
        {
            await RequireScope(caller, scope, cancel);
        }
    }

    public async Task RequireVisible(Caller caller, IReadOnlyList<Guid> documentIds, CancellationToken cancel)
    {
        const string sql = "SELECT count(*) FROM visible_documents(@TenantId, @UserId) WHERE document_id = ANY (@ids)";
        if (!await IsAll(caller, sql, documentIds, cancel))
        {
            throw ProblemException.NotFound("document");
        }
    }

    private static void RequireWords(AskQuestion question)
    {
        if (string.IsNullOrWhiteSpace(question.Question))
        {
            throw new ProblemException(ProblemKind.Invalid, "question_empty", "Write a question.");
        }

        if (question.Question.Length > LongestQuestion)
        {
            throw new ProblemException(ProblemKind.Invalid, "question_too_long", $"A question has at most {LongestQuestion} characters.");
        }

        if (question.TopK is < 1 or > MostEvidence)
        {
            throw new ProblemException(ProblemKind.Invalid, "top_k_out_of_range", $"top_k is 1 to {MostEvidence}.");
        }
    }

    private async Task RequireScope(Caller caller, AskedScope scope, CancellationToken cancel)
    {
        scope.RequireOrder();
        const string sql = "SELECT count(*) FROM visible_spaces(@TenantId, @UserId) WHERE space_id = ANY (@ids)";
        if (scope.SpaceIds is { Count: > 0 } spaces && !await IsAll(caller, sql, spaces, cancel))
        {
            throw ProblemException.NotFound("space");
        }
        if (scope.Types is { Count: > 0 } named && named.Except((await types.List(caller, cancel)).Select(type => type.Key)).Any())
        {
            throw ProblemException.NotFound("document_type");
        }
    }

    private async Task<bool> IsAll(Caller caller, string count, IReadOnlyList<Guid> named, CancellationToken cancel)
    {
        var ids = named.Distinct().ToArray();
        return ids.Length == await database.Query(
            caller.TenantId,
            connection => connection.ExecuteScalarAsync<long>(count, new { caller.TenantId, caller.UserId, ids }),
            cancel);
    }
}
