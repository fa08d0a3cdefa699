using Microsoft.AspNetCore.Http.HttpResults;
using Preciso.Questions;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Questions;

/// <summary>The caller's conversations, their own and those shared with them, and what they think of the answers.</summary>
public static class ThreadEndpoints
{
    private const int AtOnce = 50;

    public static void MapThreads(this RouteGroupBuilder api)
    {
        var threads = api.MapGroup("/rag/threads").WithTags("Questions");
        threads.MapGet("/", List).WithSummary("The caller's conversations, the one asked in last first.");
        threads.MapGet("/{id:guid}", Detail)
            .WithSummary("A conversation, its questions newest first. What quotes a document that the caller may not read is left out.");
        threads.MapPatch("/{id:guid}", Rename).WithSummary("Gives a conversation another title.");
        threads.MapDelete("/{id:guid}", Delete).WithSummary("Removes a conversation. The jobs of its questions stay on record.");
        threads.MapGet("/{id:guid}/export", Export).WithSummary("The whole conversation as a file: format is md, csv or json.")
            .Produces<string>(contentType: "text/markdown");
        api.MapPost("/rag/answers/{id:guid}/feedback", Rate).WithTags("Questions")
            .WithSummary("What the asker thinks of an answer; its id is the job's. Said again, it replaces what was said before.");
    }

    private static async Task<Ok<Listing<ThreadSummary>>> List(
        HttpContext context, IThreads threads, string? search, string? cursor, int? limit, CancellationToken cancel)
    {
        var page = await threads.List(context.Caller(), new ThreadFilter(search, cursor, limit ?? AtOnce), cancel);
        return TypedResults.Ok(new Listing<ThreadSummary>([.. page.Items.Select(ThreadSummary.From)], page.NextCursor));
    }

    private static async Task<Ok<ThreadDetail>> Detail(
        HttpContext context, IThreads threads, Guid id, string? cursor, int? limit, CancellationToken cancel)
    {
        var thread = await threads.Get(context.Caller(), id, cancel);
        var page = await threads.Questions(context.Caller(), id, cursor, limit ?? AtOnce, cancel);
        return TypedResults.Ok(ThreadDetail.From(thread, page.Items, page.NextCursor));
    }

    private static async Task<Ok<ThreadSummary>> Rename(HttpContext context, IGrains grains, Guid id, ThreadRequest request) =>
        TypedResults.Ok(ThreadSummary.From(
            await grains.Get<IThreadGrain>(id, context.Caller()).Rename(new RenameThread(request.Title ?? ""))));

    private static async Task<NoContent> Delete(HttpContext context, IGrains grains, Guid id)
    {
        await grains.Get<IThreadGrain>(id, context.Caller()).Delete(new DeleteThread());
        return TypedResults.NoContent();
    }

    private static async Task<FileContentHttpResult> Export(
        HttpContext context, IThreads threads, Guid id, string? format, CancellationToken cancel)
    {
        var write = ThreadExport.Find(format ?? "md");
        var thread = await threads.Get(context.Caller(), id, cancel);
        var questions = new List<ThreadQuestion>();
        string? cursor = null;
        do
        {
            var page = await threads.Questions(context.Caller(), id, cursor, AtOnce, cancel);
            questions.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        questions.Reverse();
        return TypedResults.File(write(thread, questions), ThreadExport.MediaType(format ?? "md"), $"preciso-{id:N}.{format ?? "md"}");
    }

    private static async Task<Ok<AnswerRating>> Rate(HttpContext context, IGrains grains, Guid id, FeedbackRequest request)
    {
        var helpful = request.Helpful
            ?? throw new ProblemException(ProblemKind.Invalid, "helpful_missing", "Say whether the answer was helpful: true or false.");
        var rating = new RateAnswer(helpful, request.Reason, request.Note);
        return TypedResults.Ok(await grains.Get<IAnswerGrain>(id, context.Caller()).Rate(rating));
    }
}

public sealed record ThreadRequest(string? Title);

/// <param name="Reason">Of an answer that did not help: wrong, incomplete, wrong_place, should_know or other.</param>
public sealed record FeedbackRequest(bool? Helpful, RatingReason? Reason = null, string? Note = null);

/// <param name="OwnerName">Who began it.</param>
/// <param name="IsOwner">Whether that is the caller.</param>
/// <param name="IsShared">Whether others may read it than its owner.</param>
public sealed record ThreadSummary(
    Guid ThreadId, string Title, DateTimeOffset CreatedAt, DateTimeOffset AskedAt, string OwnerName, bool IsOwner, bool IsShared)
{
    public static ThreadSummary From(ThreadView thread) => new(
        thread.Id, thread.Title, thread.CreatedAt, thread.AskedAt, thread.OwnerName, thread.IsOwner, thread.IsShared);
}

public sealed record ThreadDetail(
    Guid ThreadId, string Title, DateTimeOffset CreatedAt, DateTimeOffset AskedAt, string OwnerName, bool IsOwner, bool IsShared,
    IReadOnlyList<ThreadQuestion> Questions, string? NextCursor)
{
    public static ThreadDetail From(ThreadView thread, IReadOnlyList<ThreadQuestion> questions, string? nextCursor) => new(
        thread.Id, thread.Title, thread.CreatedAt, thread.AskedAt, thread.OwnerName, thread.IsOwner, thread.IsShared, questions,
        nextCursor);
}
