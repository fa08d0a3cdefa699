using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Http.HttpResults;
using Preciso.Documents;
using Preciso.Questions;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Questions;

/// <param name="TopK">How many pieces of evidence at most, 1 to 50; 5 unless told.</param>
/// <param name="Mode"><c>sync</c>, the default, or <c>async</c>: the answer is left to a worker and kept with the job.</param>
/// <param name="DocumentIds">Only these documents; all that the caller may read unless told.</param>
/// <param name="ThreadId">The conversation that it goes on with; a new one unless told.</param>
/// <param name="Scope">Of the documents only those of some spaces, of some types, or added within some time.</param>
public sealed record QueryRequest(
    string? Question, int? TopK = null, string? Mode = null, IReadOnlyList<Guid>? DocumentIds = null, Guid? ThreadId = null,
    AskedScope? Scope = null);

/// <param name="StatusUrl">Where the job is, and in it the answer when it is there.</param>
public sealed record QueryAccepted(Guid JobId, string StatusUrl, Guid ThreadId);

public static class QuestionEndpoints
{
    public static void MapQuestions(this RouteGroupBuilder api)
    {
        api.MapPost("/rag/query", Query).WithTags("Questions")
            .WithSummary("Answers from the caller's documents with evidence, or says that it does not know.");
        api.MapPost("/documents/{id:guid}/query/stream", Stream).WithTags("Questions")
            .WithSummary("The same within one document, as Server-Sent Events.");
    }

    private static async Task<Results<Ok<Answer>, Accepted<QueryAccepted>>> Query(
        HttpContext context, IQuestions questions, QueryRequest request, CancellationToken cancel)
    {
        var (caller, question, key) = (context.Caller(), Ask(request, request.DocumentIds), IdempotencyKey.Read(context));
        switch (request.Mode)
        {
            case null or "sync":
                return TypedResults.Ok(await questions.Ask(caller, question, key, cancel));
            case "async":
                var taken = await questions.Enqueue(caller, question, key, cancel);
                var job = $"/api/v1/pipeline/jobs/{taken.JobId}";
                return TypedResults.Accepted(job, new QueryAccepted(taken.JobId, job, taken.ThreadId));
            default:
                throw new ProblemException(ProblemKind.Invalid, "mode_unsupported", "The mode is 'sync' or 'async'.");
        }
    }

    private static async Task<ServerSentEventsResult<object>> Stream(
        HttpContext context, IQuestions questions, IDocuments documents, Guid id, QueryRequest request, CancellationToken cancel)
    {
        var caller = context.Caller();
        await documents.Get(caller, id, cancel); // not found is said before the stream begins
        var answer = await questions.Ask(caller, Ask(request, [id]), IdempotencyKey.Read(context), cancel);
        return TypedResults.ServerSentEvents(Events(answer).ToAsyncEnumerable());
    }

    // Evidence comes first, so that a reader can open the page while the answer is still being written.
    private static IEnumerable<SseItem<object>> Events(Answer answer)
    {
        foreach (var evidence in answer.Evidence)
        {
            yield return new SseItem<object>(evidence, "evidence");
        }
        foreach (var line in answer.Text.Split('\n'))
        {
            yield return new SseItem<object>(new AnswerLine(line), "answer");
        }
        yield return new SseItem<object>(answer, "done");
    }

    private static AskQuestion Ask(QueryRequest request, IReadOnlyList<Guid>? documentIds) =>
        new(request.Question ?? "", request.TopK ?? 5, documentIds, request.ThreadId) { Scope = request.Scope };

    private sealed record AnswerLine(string Text);
}
