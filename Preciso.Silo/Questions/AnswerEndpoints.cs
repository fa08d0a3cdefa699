using Microsoft.AspNetCore.Http.HttpResults;
using Preciso.Questions;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Questions;

/// <param name="Questions">At most three; each stands alone and has an answer.</param>
/// <param name="AskedBefore">The latest answer to the same question before this one.</param>
public sealed record AnswerSuggestions(IReadOnlyList<string> Questions, FoundAnswer? AskedBefore);

/// <summary>Answers found again, and what may be asked after one.</summary>
public static class AnswerEndpoints
{
    public static void MapAnswers(this RouteGroupBuilder api)
    {
        var answers = api.MapGroup("/rag/answers").WithTags("Questions");
        answers.MapGet("/", Search)
            .WithSummary("Answers of the caller's conversations, newest first, as far as the caller may read all that they stand on.");
        answers.MapGet("/{id:guid}/suggestions", Suggest).WithSummary("What may be asked after an answer; its id is the job's.");
    }

    private static async Task<Ok<Listing<FoundAnswer>>> Search(
        HttpContext context, IAnswers answers, string? search, string? cursor, int? limit, CancellationToken cancel) =>
        TypedResults.Ok(await answers.Search(context.Caller(), new AnswerFilter(search, cursor, limit ?? 20), cancel));

    private static async Task<Ok<AnswerSuggestions>> Suggest(HttpContext context, IAnswers answers, Guid id, CancellationToken cancel)
    {
        var questions = await answers.Suggest(context.Caller(), id, cancel);
        return TypedResults.Ok(new AnswerSuggestions(questions, await answers.Earlier(context.Caller(), id, cancel)));
    }
}
