using Microsoft.AspNetCore.Http.HttpResults;
using Preciso.Documents;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Documents;

public sealed record TagsRequest(IReadOnlyList<string>? Add = null, IReadOnlyList<string>? Remove = null);

public sealed record TagList(IReadOnlyList<TagCount> Items);

/// <param name="Team">A team's id; without it the space is the caller's own.</param>
public sealed record SpaceRequest(string Name, Guid? Team = null);

public sealed record SavedViewList(IReadOnlyList<SavedView> Items);

/// <param name="Share">For <c>share</c>; <paramref name="Tags"/> for <c>tag</c>; <paramref name="SpaceId"/> for <c>move</c>.</param>
public sealed record BulkDocumentsRequest(
    BulkAction Action, IReadOnlyList<Guid> DocumentIds, ShareDocument? Share = null, TagsRequest? Tags = null, Guid? SpaceId = null);

public sealed record BulkResults(IReadOnlyList<BulkResult> Items);

/// <summary>How files are ordered: spaces, tags, the trash, saved views, and one thing done to many.</summary>
public static class LibraryEndpoints
{
    public static void MapLibrary(this RouteGroupBuilder documents)
    {
        documents.MapGet("/tags", Tags).WithSummary("The tags of documents that the caller may read, the most frequent first.");
        documents.MapPost("/{id:guid}/tags", Tag).WithSummary("Puts tags on a document and takes others off.");
        documents.MapPost("/{id:guid}/move", Move)
            .WithSummary("Puts a document into a space, or out of all; a team reads what lies in its space.");
        documents.MapGet("/trash", Trash).WithSummary("What the caller has deleted and may still restore, the latest first.");
        documents.MapPost("/{id:guid}/restore", Restore).WithSummary("Takes a document out of the trash, as it was.");
        documents.MapDelete("/{id:guid}/erase", Erase).WithSummary("Deletes for good what is in the trash.");
        documents.MapPost("/bulk", Bulk)
            .WithSummary("Does one thing to each of at most 200 documents, and says for each what became of it.");
        documents.MapGet("/views", Views).WithSummary("The caller's saved lists.");
        documents.MapPost("/views", SaveView).WithSummary("Saves a list under a name; one of the same name is replaced.");
        documents.MapDelete("/views/{view:guid}", RemoveView).WithSummary("Removes a saved list.");
    }

    public static void MapSpaces(this RouteGroupBuilder api)
    {
        var spaces = api.MapGroup("/spaces").WithTags("Documents");
        spaces.MapGet("/", Spaces).WithSummary("The caller's own spaces and those of their teams.");
        spaces.MapPost("/", Create).WithSummary("Makes a space of one's own, or of a team that one belongs to.");
        spaces.MapDelete("/{id:guid}", Remove).WithSummary("Removes a space in which nothing lies.");
    }

    private static async Task<Ok<TagList>> Tags(HttpContext context, ILibrary library, CancellationToken cancel) =>
        TypedResults.Ok(new TagList(await library.Tags(context.Caller(), cancel)));

    private static async Task<Ok<DocumentSummary>> Tag(
        HttpContext context, IGrains grains, IDocuments documents, Guid id, TagsRequest request, CancellationToken cancel)
    {
        await grains.Get<IDocumentGrain>(id, context.Caller()).Tag(Command(request));
        return TypedResults.Ok(DocumentSummary.From(await documents.Get(context.Caller(), id, cancel)));
    }

    private static async Task<NoContent> Move(HttpContext context, IGrains grains, Guid id, MoveDocument request)
    {
        await grains.Get<IDocumentGrain>(id, context.Caller()).Move(request);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Listing<TrashItem>>> Trash(
        HttpContext context, ILibrary library, string? cursor, int? limit, CancellationToken cancel) =>
        TypedResults.Ok(await library.Trash(context.Caller(), cursor, limit ?? 50, cancel));

    private static async Task<Ok<DocumentSummary>> Restore(
        HttpContext context, IGrains grains, IDocuments documents, Guid id, CancellationToken cancel)
    {
        await grains.Get<IDocumentGrain>(id, context.Caller()).Restore(new RestoreDocument());
        return TypedResults.Ok(DocumentSummary.From(await documents.Get(context.Caller(), id, cancel)));
    }

    private static async Task<NoContent> Erase(HttpContext context, IGrains grains, Guid id)
    {
        await grains.Get<IDocumentGrain>(id, context.Caller()).Erase(new EraseDocument());
        return TypedResults.NoContent();
    }

    private static async Task<Ok<BulkResults>> Bulk(
        HttpContext context, ILibrary library, BulkDocumentsRequest request, CancellationToken cancel)
    {
        var command = new BulkDocuments(
            request.Action, request.DocumentIds, request.Share, request.Tags is { } tags ? Command(tags) : null, request.SpaceId);
        return TypedResults.Ok(new BulkResults(await library.Bulk(context.Caller(), command, cancel)));
    }

    private static async Task<Ok<SavedViewList>> Views(HttpContext context, ISavedViews views, CancellationToken cancel) =>
        TypedResults.Ok(new SavedViewList(await views.List(context.Caller(), cancel)));

    private static async Task<Ok<SavedView>> SaveView(
        HttpContext context, ISavedViews views, SaveView request, CancellationToken cancel) =>
        TypedResults.Ok(await views.Save(context.Caller(), request, cancel));

    private static async Task<NoContent> RemoveView(HttpContext context, ISavedViews views, Guid view, CancellationToken cancel)
    {
        await views.Remove(context.Caller(), view, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<SpaceList>> Spaces(HttpContext context, ILibrary library, CancellationToken cancel) =>
        TypedResults.Ok(await library.Spaces(context.Caller(), cancel));

    private static async Task<Created<SpaceView>> Create(HttpContext context, IGrains grains, SpaceRequest request)
    {
        var id = Guid.CreateVersion7();
        var space = await grains.Get<ISpaceGrain>(id, context.Caller()).Create(new CreateSpace(request.Name, request.Team));
        return TypedResults.Created($"/api/v1/spaces/{id}", space);
    }

    private static async Task<NoContent> Remove(HttpContext context, IGrains grains, Guid id)
    {
        await grains.Get<ISpaceGrain>(id, context.Caller()).Delete(new DeleteSpace());
        return TypedResults.NoContent();
    }

    private static TagDocument Command(TagsRequest request) => new(request.Add ?? [], request.Remove ?? []);
}
