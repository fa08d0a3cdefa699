using Microsoft.AspNetCore.Http.HttpResults;
using Preciso.Documents;
using Preciso.Silo.Documents;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Approvals;

/// <summary>What people say about documents: corrections, assignments and decisions.</summary>
public static class ReviewEndpoints
{
    public static void MapReview(this RouteGroupBuilder api)
    {
        api.MapGet("/reviews", Queue).WithTags("Review")
            .WithSummary("Documents that wait for a person: assigned to the caller first, then the oldest first.");
        var documents = api.MapGroup("/documents/{id:guid}").WithTags("Review");
        documents.MapPost("/approve", Approve).WithSummary("Its words and numbers are right: answers may cite it, its data is used.");
        documents.MapPost("/reject", Reject).WithSummary("It is used neither in answers nor as data.");
        documents.MapPost("/request-changes", RequestChanges).WithSummary("Somebody has to mend it first.");
        documents.MapPost("/assign", Assign).WithSummary("Gives the review to a person, or to nobody.");
        documents.MapPut("/fields/{name}", Correct)
            .WithSummary("Corrects a field, or adds one that was not found; names the version that was seen.");
        documents.MapGet("/history", History).WithSummary("Corrections and decisions, newest first.");
    }

    private static async Task<Ok<Listing<ReviewItem>>> Queue(
        HttpContext context, IDocuments documents, bool? mine, string? type, string? cursor, int? limit, CancellationToken cancel) =>
        TypedResults.Ok(await documents.ReviewQueue(context.Caller(), new ReviewFilter(mine ?? false, type, cursor, limit ?? 50), cancel));

    private static Task<Ok<Decision>> Approve(HttpContext context, IGrains grains, Guid id, ApproveDocument? decision) =>
        Decide(grains.Get<IDocumentGrain>(id, context.Caller()).Approve(decision ?? new ApproveDocument()));

    private static Task<Ok<Decision>> Reject(HttpContext context, IGrains grains, Guid id, RejectDocument decision) =>
        Decide(grains.Get<IDocumentGrain>(id, context.Caller()).Reject(decision));

    private static Task<Ok<Decision>> RequestChanges(HttpContext context, IGrains grains, Guid id, ChangesRequest decision) =>
        Decide(grains.Get<IDocumentGrain>(id, context.Caller())
            .RequestChanges(new RequestDocumentChanges(decision.Reason, decision.Fields ?? [])));

    private static Task<Ok<Decision>> Assign(HttpContext context, IGrains grains, Guid id, AssignReview assignment) =>
        Decide(grains.Get<IDocumentGrain>(id, context.Caller()).AssignReview(assignment));

    private static async Task<Ok<CorrectedField>> Correct(
        HttpContext context, IGrains grains, Guid id, string name, Correction correction) => TypedResults.Ok(
        await grains.Get<IDocumentGrain>(id, context.Caller()).CorrectField(
            new CorrectField(name, correction.Printed, correction.Version, correction.Page, correction.Box)));

    private static async Task<Ok<Listing<DocumentChange>>> History(
        HttpContext context, IDocuments documents, Guid id, CancellationToken cancel) =>
        TypedResults.Ok(new Listing<DocumentChange>(await documents.History(context.Caller(), id, cancel)));

    private static async Task<Ok<Decision>> Decide(Task<DocumentView> decided)
    {
        var document = await decided;
        return TypedResults.Ok(new Decision(document.Id, document.Status, document.Approval, document.AssigneeId, document.Error));
    }
}

public sealed record ChangesRequest(string Reason, IReadOnlyList<string>? Fields = null);

public sealed record Correction(string Printed, int Version, int? Page = null, Box? Box = null);

public sealed record Decision(Guid DocumentId, DocumentState Status, ApprovalState Approval, Guid? AssigneeId, DocumentProblem? Error);
