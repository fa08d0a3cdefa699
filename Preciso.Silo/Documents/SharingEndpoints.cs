using Microsoft.AspNetCore.Http.HttpResults;
using Preciso.Documents;
using Preciso.Silo.Gateway;
using Preciso.Silo.Tenants;
using Preciso.Tenants;

namespace Preciso.Silo.Documents;

/// <param name="User">A user's id or e-mail; exactly one of user and team.</param>
/// <param name="Team">A team's id or name.</param>
/// <param name="Permission"><c>read</c> (default) or <c>share</c>; not needed to unshare.</param>
public sealed record ShareRequest(string? User = null, string? Team = null, SharePermission Permission = SharePermission.Read);

public sealed record ShareList(IReadOnlyList<GrantView> Items);

public static class SharingEndpoints
{
    public static void MapSharing(this RouteGroupBuilder documents)
    {
        documents.MapGet("/{id:guid}/share", List).WithSummary("Who else may read the document.");
        documents.MapGet("/{id:guid}/readers", Readers)
            .WithSummary("Everybody who may read the document, and why; only the caller, where they may not share it.");
        documents.MapPost("/{id:guid}/share", Share)
            .WithSummary("Lets a user or a team read the document, or also share it on. What came in it has readers of its own.");
        documents.MapPost("/{id:guid}/unshare", Unshare)
            .WithSummary("Takes a share back; the very next query no longer sees the document.");
    }

    private static async Task<Ok<ShareList>> List(HttpContext context, IDocuments documents, Guid id, CancellationToken cancel) =>
        TypedResults.Ok(new ShareList(await documents.Grants(context.Caller(), id, cancel)));

    private static async Task<Ok<Listing<DocumentReader>>> Readers(
        HttpContext context, IDocuments documents, Guid id, string? cursor, CancellationToken cancel) =>
        TypedResults.Ok(await documents.Readers(context.Caller(), id, cursor, cancel));

    private static async Task<Ok<ShareList>> Share(
        HttpContext context, IGrains grains, IDocuments documents, IPeople people, Guid id, ShareRequest request, CancellationToken cancel)
    {
        var caller = context.Caller();
        var (userId, teamId) = await people.Find(caller, request.User, request.Team, cancel);
        await grains.Get<IDocumentGrain>(id, caller).Share(new ShareDocument(userId, teamId, request.Permission));
        return TypedResults.Ok(new ShareList(await documents.Grants(caller, id, cancel)));
    }

    private static async Task<Ok<ShareList>> Unshare(
        HttpContext context, IGrains grains, IDocuments documents, IPeople people, Guid id, ShareRequest request, CancellationToken cancel)
    {
        var caller = context.Caller();
        var (userId, teamId) = await people.Find(caller, request.User, request.Team, cancel);
        await grains.Get<IDocumentGrain>(id, caller).Unshare(new UnshareDocument(userId, teamId));
        return TypedResults.Ok(new ShareList(await documents.Grants(caller, id, cancel)));
    }
}
