using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Preciso.Documents;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Documents;

public static class DocumentEndpoints
{
    public static void MapDocuments(this RouteGroupBuilder api)
    {
        var documents = api.MapGroup("/documents").WithTags("Documents");
        documents.MapPost("/", UploadEndpoint.Handle)
            .Accepts<IFormFile>("multipart/form-data")
            .WithSummary("Uploads a file. The same file again answers with the first document.");
        documents.MapGet("/", List).WithSummary("The files that the caller may read, filtered and ordered; newest first.");
        documents.MapGet("/{id:guid}", Detail).WithSummary("State, pages, chunks, quality and error of a document.");
        documents.MapGet("/{id:guid}/content", Content).WithSummary("Pages with their words and boxes, up to 50 from page 'from'.");
        documents.MapGet("/{id:guid}/chunks", Chunks).WithSummary("The passages that answers can cite.");
        documents.MapGet("/{id:guid}/tables", Tables).WithSummary("Its tables: cells with boxes, spans and heads.");
        documents.MapGet("/{id:guid}/facts", Facts).WithSummary("Its numbers with label, unit, scale, period and evidence.");
        documents.MapGet("/{id:guid}/numbers", Numbers).WithSummary("What became of each number, page by page.");
        documents.MapGet("/{id:guid}/fields", Fields).WithSummary("Its fields and how they were checked.");
        documents.MapGet("/{id:guid}/children", Children).WithSummary("What was packed in it or attached to it.");
        documents.MapGet("/{id:guid}/pages/{page:int}/content", PageContent);
        documents.MapGet("/{id:guid}/pages/{page:int}/tables", PageTables);
        documents.MapGet("/{id:guid}/pages/{page:int}/facts", PageFacts);
        documents.MapGet("/{id:guid}/pages/{page:int}/chunks", PageChunks);
        documents.MapGet("/{id:guid}/pages/{page:int}/image", Image).WithSummary("The picture of a page; with width in that many pixels.");
        documents.MapGet("/{id:guid}/search", Search).WithSummary("Where words stand in it, with their boxes.");
        documents.MapGet("/{id:guid}/file", Original).WithSummary("The file as it came.");
        documents.MapDelete("/{id:guid}", Delete)
            .WithSummary("Takes the document out of every list and answer at once, and soon after what came in it and in nothing else.");
        documents.MapPost("/{id:guid}/retry", Retry).WithSummary("Reads a document again, as a new job; with type by that document type.");
        documents.MapSharing();
        documents.MapLibrary();
    }

    private static async Task<Ok<DocumentPage>> List(
        HttpContext context, IDocuments documents, [AsParameters] DocumentListQuery query, CancellationToken cancel)
    {
        var (caller, filter) = (context.Caller(), query.ToFilter());
        var page = await documents.List(caller, filter, cancel);
        int? total = query.Total == true ? await documents.Total(caller, filter, cancel) : null;
        return TypedResults.Ok(new DocumentPage([.. page.Items.Select(DocumentSummary.From)], page.NextCursor, total));
    }

    private static async Task<Ok<DocumentSummary>> Detail(HttpContext context, IDocuments documents, Guid id, CancellationToken cancel) =>
        TypedResults.Ok(DocumentSummary.From(await documents.Get(context.Caller(), id, cancel)));

    private static async Task<Ok<DocumentContent>> Content(
        HttpContext context, IDocuments documents, Guid id, int? from, int? limit, CancellationToken cancel) =>
        TypedResults.Ok(new DocumentContent(id, await documents.Pages(context.Caller(), id, from ?? 1, limit ?? 50, cancel)));

    private static async Task<Ok<PageReading>> PageContent(
        HttpContext context, IDocuments documents, Guid id, int page, CancellationToken cancel)
    {
        var pages = await documents.Pages(context.Caller(), id, page, 1, cancel);
        return TypedResults.Ok(pages is [var found] && found.Page == page ? found : throw ProblemException.NotFound("page"));
    }

    private static async Task<Ok<Listing<ChunkView>>> Chunks(
        HttpContext context, IDocuments documents, Guid id, int? page, string? cursor, CancellationToken cancel) =>
        TypedResults.Ok(await documents.Chunks(context.Caller(), id, page, cursor, cancel));

    private static Task<Ok<Listing<ChunkView>>> PageChunks(
        HttpContext context, IDocuments documents, Guid id, int page, string? cursor, CancellationToken cancel) =>
        Chunks(context, documents, id, page, cursor, cancel);

    private static async Task<Ok<Listing<DocumentTable>>> Tables(
        HttpContext context, IDocuments documents, Guid id, int? page, string? cursor, CancellationToken cancel) =>
        TypedResults.Ok(await documents.Tables(context.Caller(), id, page, cursor, cancel));

    private static Task<Ok<Listing<DocumentTable>>> PageTables(
        HttpContext context, IDocuments documents, Guid id, int page, string? cursor, CancellationToken cancel) =>
        Tables(context, documents, id, page, cursor, cancel);

    private static async Task<Ok<Listing<Fact>>> Facts(
        HttpContext context, IDocuments documents, Guid id, int? page, string? search, string? cursor, CancellationToken cancel) =>
        TypedResults.Ok(await documents.Facts(context.Caller(), id, page, search, cursor, cancel));

    private static Task<Ok<Listing<Fact>>> PageFacts(
        HttpContext context, IDocuments documents, Guid id, int page, string? search, string? cursor, CancellationToken cancel) =>
        Facts(context, documents, id, page, search, cursor, cancel);

    private static async Task<Ok<Listing<NumberLedger>>> Numbers(
        HttpContext context, IDocuments documents, Guid id, int? from, int? limit, CancellationToken cancel) =>
        TypedResults.Ok(new Listing<NumberLedger>(await documents.Numbers(context.Caller(), id, from ?? 1, limit ?? 50, cancel)));

    private static async Task<Ok<DocumentFields>> Fields(HttpContext context, IDocuments documents, Guid id, CancellationToken cancel) =>
        TypedResults.Ok(await documents.Fields(context.Caller(), id, cancel));

    private static async Task<Ok<Listing<ChildView>>> Children(
        HttpContext context, IDocuments documents, Guid id, CancellationToken cancel) =>
        TypedResults.Ok(new Listing<ChildView>(await documents.Children(context.Caller(), id, cancel)));

    private static async Task<FileStreamHttpResult> Image(
        HttpContext context, IDocuments documents, Guid id, int page, int? width, CancellationToken cancel)
    {
        var image = await documents.Image(context.Caller(), id, page, width, cancel);
        // A page hardly ever changes, but who may see it does: the browser keeps it for one sitting, and asks then whether it is still the
        // same; shared caches never.
        context.Response.Headers.CacheControl = "private, max-age=300";
        return TypedResults.Stream(image.Content, image.MediaType, entityTag: new EntityTagHeaderValue($"\"{image.Version}\""));
    }

    private static async Task<Ok<Listing<TextHit>>> Search(
        HttpContext context, IDocuments documents, Guid id, string q, string? cursor, CancellationToken cancel) =>
        TypedResults.Ok(await documents.Search(context.Caller(), id, q, cursor, cancel));

    private static async Task<FileStreamHttpResult> Original(HttpContext context, IDocuments documents, Guid id, CancellationToken cancel)
    {
        var file = await documents.Original(context.Caller(), id, cancel);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(file.Content, file.MediaType, file.Filename);
    }

    private static async Task<NoContent> Delete(HttpContext context, IGrains grains, Guid id)
    {
        await grains.Get<IDocumentGrain>(id, context.Caller()).Delete(new DeleteDocument());
        return TypedResults.NoContent();
    }

    private static async Task<Accepted<UploadedDocument>> Retry(HttpContext context, IGrains grains, Guid id, string? type)
    {
        var retried = await grains.Get<IDocumentGrain>(id, context.Caller()).Retry(new RetryDocument(type));
        return TypedResults.Accepted($"/api/v1/pipeline/jobs/{retried.JobId}", retried);
    }
}
