using System.Text.Json;
using Preciso.Documents;
using Preciso.Grains.Core;

namespace Preciso.Grains.Documents;

/// <summary>A document as stored. Each method is one transition of <see cref="DocumentLife"/> and returns the next state.</summary>
public sealed record Document : IRemembered<Document>
{
    public required Guid DocumentId { get; init; }
    public required Guid TenantId { get; init; }
    public required Guid OwnerId { get; init; }
    public required string Filename { get; init; }
    public required string MediaType { get; init; }
    public required long Size { get; init; }
    public required byte[] Sha256 { get; init; }

    /// <summary>The name of its space, which the database keeps equal to the space's own.</summary>
    public string? Space { get; init; }
    public Guid? SpaceId { get; init; }
    public string? ExpectedFields { get; init; }

    /// <summary>The last document in which it came, if it is here only because of that.</summary>
    public Guid? CameOutOf { get; init; }
    public required string State { get; init; }
    public required Guid JobId { get; init; }
    public int? Pages { get; init; }
    public int? Chunks { get; init; }
    public string? Quality { get; init; }
    public string? ErrorCode { get; init; }
    public string? ErrorDetail { get; init; }
    public string? Type { get; init; }
    public double? TypeConfidence { get; init; }
    public string? ChosenType { get; init; }
    public string? Extraction { get; init; }
    public string Approval { get; init; } = "none";
    public Guid? ApprovalId { get; init; }
    public Guid? AssigneeId { get; init; }
    public DateTimeOffset? ReviewSince { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }
    public Guid? DeletedBy { get; init; }

    /// <summary>The state that it had when it was deleted.</summary>
    public string? DeletedFrom { get; init; }

    /// <summary>The document that it went with.</summary>
    public Guid? DeletedWith { get; init; }
    public DateTimeOffset? ErasedAt { get; init; }
    public long Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    public DocumentState StateValue => Snake.Parse<DocumentState>(State);

    public ApprovalState ApprovalValue => Snake.Parse<ApprovalState>(Approval);

    public Document BeginReading() =>
        Next(DocumentTrigger.BeginReading) with
        {
            Pages = null,
            Chunks = null,
            Quality = null,
            Type = null,
            TypeConfidence = null,
            Extraction = null,
            ErrorCode = null,
            ErrorDetail = null,
        };

    public Document BeginIndexing() => Next(DocumentTrigger.BeginIndexing) with { Chunks = null, ErrorCode = null, ErrorDetail = null };

    public Document RecordPages(int pages, DocumentQuality quality) =>
        Next(DocumentTrigger.RecordPages) with { Pages = pages, Quality = JsonSerializer.Serialize(quality, PrecisoJson.Options) };

    /// <summary>Not a transition: what was found while its text is cut and indexed.</summary>
    public Document RecordExtraction(string type, double confidence, ExtractionSummary summary) => this with
    {
        Type = type,
        TypeConfidence = confidence,
        Extraction = JsonSerializer.Serialize(summary, PrecisoJson.Options),
    };

    /// <summary>Not a transition: its facts were made again; nothing where there are none to replace.</summary>
    public Document RecordFacts(RecordFacts found) => Extraction is null ? this : this with
    {
        Extraction = JsonSerializer.Serialize(
            JsonSerializer.Deserialize<ExtractionSummary>(Extraction, PrecisoJson.Options)! with
            {
                Facts = found.Facts,
                Numbers = found.Numbers,
                LostNumbers = found.LostNumbers,
                WrongTotals = found.WrongTotals,
                Attempts = found.Attempts,
                Tried = found.Tried,
            },
            PrecisoJson.Options),
    };

    public Document CompleteIndexing(int chunks) => Next(DocumentTrigger.CompleteIndexing) with { Chunks = chunks };

    public Document SendToReview(DocumentProblem doubt, int? chunks, DateTimeOffset now) => Next(DocumentTrigger.SendToReview) with
    {
        Chunks = chunks,
        ErrorCode = doubt.Code,
        ErrorDetail = doubt.Detail,
        ReviewSince = now,
    };

    public Document Fail(string code, string detail) => Next(DocumentTrigger.Fail) with { ErrorCode = code, ErrorDetail = detail };

    public Document Retry(Guid jobId, string? type) => Next(DocumentTrigger.Retry) with
    {
        JobId = jobId,
        ChosenType = type ?? ChosenType,
        ErrorCode = null,
        ErrorDetail = null,
        Approval = "none",
        ApprovalId = null,
        ReviewSince = null,
    };

    /// <summary>Not a transition: a person's own stays their own, and what they now upload by themselves becomes it.</summary>
    public Document CameAgain(Guid? outOf) => CameOutOf is null || outOf == DocumentId ? this : this with { CameOutOf = outOf };

    /// <summary>What was approved is no longer what is there.</summary>
    public Document WithdrawApproval() =>
        ApprovalValue == ApprovalState.Approved ? this with { Approval = "none", ApprovalId = null } : this;

    public Document Approve(Guid approvalId) => Chunks > 0
        ? Decided(DocumentTrigger.Approve, ApprovalState.Approved, approvalId) with
        {
            ErrorCode = null,
            ErrorDetail = null,
            ReviewSince = null,
        }
        : throw new ProblemException(ProblemKind.Conflict, "nothing_to_approve",
            "No text was found in the file, so there is nothing to approve. Upload a better copy, or reject it.");

    public Document Reject(Guid approvalId, string reason) => Decided(DocumentTrigger.Reject, ApprovalState.Rejected, approvalId) with
    {
        ErrorCode = "rejected",
        ErrorDetail = reason,
        ReviewSince = null,
    };

    public Document RequestChanges(Guid approvalId, string reason, DateTimeOffset now) =>
        Decided(DocumentTrigger.RequestChanges, ApprovalState.ChangesRequested, approvalId) with
        {
            ErrorCode = "changes_requested",
            ErrorDetail = reason,
            ReviewSince = ReviewSince ?? now,
        };

    public Document Delete(Guid by, Guid? with, DateTimeOffset now) => Next(DocumentTrigger.Delete) with
    {
        DeletedAt = now,
        DeletedBy = by,
        DeletedFrom = State,
        DeletedWith = with,
    };

    /// <summary>What had not been read to its end is read anew, by this job.</summary>
    public Document Restore(Guid jobId)
    {
        var trigger = DocumentLife.Restoring(DeletedFrom is null ? DocumentState.Queued : Snake.Parse<DocumentState>(DeletedFrom));
        var restored = Next(trigger) with { DeletedAt = null, DeletedBy = null, DeletedFrom = null, DeletedWith = null };
        return trigger == DocumentTrigger.RestoreUnread
            ? restored with { JobId = jobId, ErrorCode = null, ErrorDetail = null, ReviewSince = null }
            : restored;
    }

    /// <summary>Nothing is left of it but that it was there, and what was decided about it.</summary>
    public Document Erase(DateTimeOffset now) => Next(DocumentTrigger.Erase) with { ErasedAt = now, Space = null, SpaceId = null };

    /// <summary>Not a transition.</summary>
    public Document Move(Guid? spaceId, string? space) => this with { SpaceId = spaceId, Space = space };

    public Document At(long version) => this with { Version = version };

    public DocumentView ToView() => new(
        DocumentId, Filename, MediaType, Size, Convert.ToHexStringLower(Sha256), null, OwnerId, StateValue, JobId, Pages, Chunks,
        Quality is null ? null : JsonSerializer.Deserialize<DocumentQuality>(Quality, PrecisoJson.Options),
        ErrorCode is null ? null : new DocumentProblem(ErrorCode, ErrorDetail!), CreatedAt, UpdatedAt,
        Type, TypeConfidence, Extraction is null ? null : JsonSerializer.Deserialize<ExtractionSummary>(Extraction, PrecisoJson.Options),
        ApprovalValue, AssigneeId, ReviewSince);

    private Document Decided(DocumentTrigger trigger, ApprovalState approval, Guid approvalId) =>
        Next(trigger) with { Approval = Snake.Case(approval), ApprovalId = approvalId };

    private Document Next(DocumentTrigger trigger) => this with { State = Snake.Case(DocumentLife.Table.Next(StateValue, trigger)) };
}
