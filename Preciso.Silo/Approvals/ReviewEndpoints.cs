using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Preciso.Approvals;
using Preciso.Documents;
using Preciso.Silo.Documents;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Approvals;

/// <summary>What people say about documents: corrections, assignments and decisions.</summary>
public static class ReviewEndpoints
{
    private const int UsualDays = 30;

    public static void MapReview(this RouteGroupBuilder api)
    {
        var reviews = api.MapGroup("/reviews").WithTags("Review");
        reviews.MapGet("", Queue).WithSummary("Documents that wait for a person: assigned to the caller first, then the oldest first.");
        reviews.MapPost("/next", TakeNext)
            .WithSummary("Gives the caller the first document that nobody has; the document is absent where there is none.");
        reviews.MapPost("/approve", ApproveSure)
            .WithSummary("Approves those of the documents whose fields are sure and whose checks passed; each has its own answer.");
        reviews.MapGet("/times", Times).WithSummary("For administrators: how long reviews took, by person and type of document.");
        var documents = api.MapGroup("/documents/{id:guid}").WithTags("Review");
        documents.MapPost("/approve", Approve).WithSummary("Its words and numbers are right: answers may cite it, its data is used.");
        documents.MapPost("/reject", Reject).WithSummary("It is used neither in answers nor as data.");
        documents.MapPost("/request-changes", RequestChanges).WithSummary("Somebody has to mend it first.");
        documents.MapPost("/assign", Assign).WithSummary("Gives the review to a person, or to nobody.");
        documents.MapPut("/fields/{name}", Correct)
            .WithSummary("Corrects a field, or adds one that was not found; names the version that was seen.");
        documents.MapPut("/pages/{page:int}/tables/{table:int}/cells/{row:int}/{column:int}", CorrectCell)
            .WithSummary("Corrects a cell of a table; names the version that was seen, 0 for one that nobody has corrected.");
        documents.MapGet("/outcome", Outcome).WithSummary("Whether what follows from its approval is made.");
        documents.MapGet("/history", History).WithSummary("Corrections and decisions, newest first.");
    }

    private static async Task<Ok<Listing<ReviewItem>>> Queue(
        HttpContext context, IDocuments documents, [AsParameters] QueueQuery query, CancellationToken cancel) =>
        TypedResults.Ok(await documents.ReviewQueue(context.Caller(), query.ToFilter(), cancel));

    private static async Task<Ok<TakenReview>> TakeNext(
        HttpContext context, IReviews reviews, [AsParameters] QueueQuery query, CancellationToken cancel) =>
        TypedResults.Ok(new TakenReview(await reviews.TakeNext(context.Caller(), query.ToFilter(), cancel)));

    private static async Task<Ok<Listing<ReviewResult>>> ApproveSure(
        HttpContext context, IReviews reviews, ApproveSure command, CancellationToken cancel) =>
        TypedResults.Ok(new Listing<ReviewResult>(await reviews.ApproveSure(context.Caller(), command, cancel)));

    private static async Task<Ok<Listing<ReviewTime>>> Times(
        HttpContext context, IReviews reviews, int? days, CancellationToken cancel) =>
        TypedResults.Ok(new Listing<ReviewTime>(await reviews.Times(context.Caller(), days ?? UsualDays, cancel)));

    private static async Task<Ok<CorrectedCell>> CorrectCell(
        HttpContext context, IGrains grains, Guid id, int page, int table, int row, int column, CellText correction) => TypedResults.Ok(
        await grains.Get<IDocumentGrain>(id, context.Caller())
            .CorrectCell(new CorrectCell(page, table, row, column, correction.Text, correction.Version)));

    private static async Task<Ok<ReviewOutcome>> Outcome(HttpContext context, IReviews reviews, Guid id, CancellationToken cancel) =>
        TypedResults.Ok(await reviews.Outcome(context.Caller(), id, cancel));

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

/// <param name="WaitingDays">Only what has waited for as long.</param>
/// <param name="Order">waiting, newest or name.</param>
public sealed record QueueQuery(
    bool? Mine, bool? Unassigned, string? Type, string? Problem, Guid? Owner, [FromQuery(Name = "waiting_days")] int? WaitingDays,
    string? Search, string? Order, string? Cursor, int? Limit)
{
    public ReviewFilter ToFilter() => new(
        Mine ?? false, Type, Cursor, Limit ?? 50, Unassigned ?? false, Problem, Owner, WaitingDays, Search,
        Order is null ? ReviewOrder.Waiting
            : Snake.TryParse<ReviewOrder>(Order, out var order) ? order
            : throw new ProblemException(ProblemKind.Invalid, "order_invalid", $"'{Order}' is not an order: waiting, newest or name."));
}

/// <param name="DocumentId">Absent where nothing waits that nobody has.</param>
public sealed record TakenReview(Guid? DocumentId);

/// <param name="Version">Of the cell that was seen.</param>
public sealed record CellText(string Text, int Version);

public sealed record ChangesRequest(string Reason, IReadOnlyList<string>? Fields = null);

public sealed record Correction(string Printed, int Version, int? Page = null, Box? Box = null);

public sealed record Decision(Guid DocumentId, DocumentState Status, ApprovalState Approval, Guid? AssigneeId, DocumentProblem? Error);
