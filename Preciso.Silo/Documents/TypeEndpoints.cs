using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Preciso.Documents;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Documents;

public sealed record DocumentTypeList(IReadOnlyList<DocumentTypeView> Items);

public sealed record DocumentTypeVersions(IReadOnlyList<DocumentTypeVersion> Items);

/// <param name="Documents">At most 20; the latest ones of the type if left out.</param>
public sealed record TryRequest(DocumentType Type, IReadOnlyList<Guid>? Documents = null);

public sealed record TypeTrialList(IReadOnlyList<TypeTrial> Items);

public static class TypeEndpoints
{
    public static void MapDocumentTypes(this RouteGroupBuilder api)
    {
        var types = api.MapGroup("/document-types").WithTags("Document types");
        types.MapGet("/", List).WithSummary("The types that documents are read by, and drafts beside them.");
        types.MapGet("/{key}", Get).WithSummary("A type: its fields and rules, published and as a draft.");
        types.MapGet("/{key}/versions", Versions).WithSummary("Every version that there was, newest first.");
        types.MapPut("/{key}/draft", Save).WithSummary("Saves a draft. For administrators; refused if somebody else saved it meanwhile.");
        types.MapDelete("/{key}/draft", Discard).WithSummary("Throws the draft away.");
        types.MapPost("/{key}/publish", Publish).WithSummary("From now on documents are read by the draft.");
        types.MapPost("/try", Try)
            .WithSummary("What a type would find and say about documents that the caller may read. Nothing is written.");
    }

    private static async Task<Ok<DocumentTypeList>> List(HttpContext context, IDocumentTypes types, CancellationToken cancel) =>
        TypedResults.Ok(new DocumentTypeList(await types.List(context.Caller(), cancel)));

    private static async Task<Ok<DocumentTypeView>> Get(HttpContext context, IDocumentTypes types, string key, CancellationToken cancel) =>
        TypedResults.Ok(await types.Get(context.Caller(), key, cancel));

    private static async Task<Ok<DocumentTypeVersions>> Versions(
        HttpContext context, IDocumentTypes types, string key, CancellationToken cancel) =>
        TypedResults.Ok(new DocumentTypeVersions(await types.Versions(context.Caller(), key, cancel)));

    private static async Task<Ok<DocumentTypeView>> Save(HttpContext context, IGrains grains, string key, SaveDocumentType command) =>
        TypedResults.Ok(await Grain(context, grains, key).SaveDraft(command));

    private static async Task<Ok<DocumentTypeView>> Discard(
        HttpContext context, IGrains grains, string key, [FromQuery(Name = "draft_version")] int draftVersion) =>
        TypedResults.Ok(await Grain(context, grains, key).DiscardDraft(new DiscardDocumentType(draftVersion)));

    private static async Task<Ok<DocumentTypeView>> Publish(HttpContext context, IGrains grains, string key, PublishDocumentType command) =>
        TypedResults.Ok(await Grain(context, grains, key).Publish(command));

    private static async Task<Ok<TypeTrialList>> Try(
        HttpContext context, IDocumentTypes types, TryRequest request, CancellationToken cancel) =>
        TypedResults.Ok(new TypeTrialList(await types.Try(context.Caller(), request.Type, request.Documents, cancel)));

    private static IDocumentTypeGrain Grain(HttpContext context, IGrains grains, string key)
    {
        var caller = context.Caller();
        return grains.Get<IDocumentTypeGrain>($"{caller.TenantId:D}:{key}", caller);
    }
}
