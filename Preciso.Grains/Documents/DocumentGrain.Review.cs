using Preciso.Approvals;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Documents.Extraction;
using Preciso.Grains.Documents.Reviews;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Documents;

/// <summary>What people say about a document: corrections, and decisions.</summary>
public sealed partial class DocumentGrain
{
    private const int LongestNote = 4000;

    public Task<CorrectedField> CorrectField(CorrectField command) => Decide(async (known, unit) =>
    {
        var document = known ?? throw Missing;
        await RequireCorrectable(document, unit);
        var before = await FieldStore.Lock(unit.Connection, Id, command.Name);
        await RequireSeen(before, command.Version, unit);
        var after = await checks.Correct(unit.Connection, document, before, command, unit.Caller.UserId);
        await FieldStore.Correct(unit, Id, before, after);
        await checks.Again(unit.Connection, document);
        unit.Emit(new DocumentFieldCorrected(
            Id, after.Name, before?.Printed, after.Printed, before?.Box, after.Box, after.Page, after.Version));
        if (document.ApprovalValue == ApprovalState.Approved)
        {
            await WithdrawYields(unit);
        }
        var corrected = new CorrectedField(after, await FieldStore.Checks(unit.Connection, unit.Caller, Id));
        return ((Document?)Told(document.WithdrawApproval(), unit), corrected);
    });

    public Task<DocumentView> AssignReview(AssignReview command) => Decide(
        async (document, unit) =>
        {
            var canShare = await DocumentStore.RequireVisible(document, unit);
            if (document.OwnerId != unit.Caller.UserId)
            {
                unit.Caller.Require(Role.Reviewer);
            }
            if (document.AssigneeId == command.UserId)
            {
                return document;
            }
            if (command.IfFree && document.AssigneeId is not null)
            {
                throw new ProblemException(ProblemKind.Conflict, "review_taken", "Somebody else has taken this review. Take another.");
            }
            if (command.UserId is { } assignee && await ApprovalStore.LetRead(Id, assignee, canShare, unit))
            {
                unit.Emit(new DocumentShared(Id, assignee, null, SharePermission.Read));
            }
            unit.Emit(new DocumentReviewAssigned(Id, command.UserId));
            return Told(document with { AssigneeId = command.UserId }, unit);
        },
        document => document.ToView());

    public Task<DocumentView> RecordReviewTime(RecordReviewTime command) => Decide(
        async (document, unit) =>
        {
            await DocumentStore.RequireVisible(document, unit);
            unit.Caller.Require(Role.Reviewer);
            await ReviewTimes.Record(Id, command, unit);
            return document;
        },
        document => document.ToView());

    public Task<DocumentView> Approve(ApproveDocument command) =>
        Decide(ApprovalState.Approved, command.Note, [], async (document, approvalId, unit) =>
        {
            if (command.AtLeast is { } least && !await ApprovalStore.IsSure(Id, least, unit))
            {
                throw new ProblemException(ProblemKind.Conflict, "fields_unsure",
                    "Not every field was read with that confidence, or a check did not pass. Look at the document.");
            }
            unit.Emit(new ApprovalApproved(approvalId, Id, Note(command.Note)));
            unit.Enqueue(new NewJob(Guid.CreateVersion7(), DocumentJobs.FollowApproval, approvalId.ToString(), Id));
            return document.Approve(approvalId);
        });

    public Task<DocumentView> Reject(RejectDocument command) =>
        Decide(ApprovalState.Rejected, command.Reason, [], (document, approvalId, unit) =>
        {
            var reason = Reason(command.Reason);
            unit.Emit(new ApprovalRejected(approvalId, Id, reason));
            return Task.FromResult(document.Reject(approvalId, reason));
        });

    public Task<DocumentView> RequestChanges(RequestDocumentChanges command) => Decide(
        ApprovalState.ChangesRequested,
        command.Reason,
        command.Fields,
        (document, approvalId, unit) =>
        {
            var reason = Reason(command.Reason);
            unit.Emit(new ApprovalChangesRequested(approvalId, Id, reason, command.Fields));
            return Task.FromResult(document.RequestChanges(approvalId, reason, unit.Now));
        });

    /// <summary>The same decision in the same words again changes nothing.</summary>
    private Task<DocumentView> Decide(
        ApprovalState decision, string? note, IReadOnlyList<string> fields,
        Func<Document, Guid, UnitOfWork, Task<Document>> decide) => Decide(
        async (document, unit) =>
        {
            unit.Caller.Require(Role.Reviewer);
            await DocumentStore.RequireVisible(document, unit);
            if (document.OwnerId == unit.Caller.UserId && !(await SettingsStore.Read(unit.Connection, unit.Caller.TenantId)).OwnApproval)
            {
                throw new ProblemException(ProblemKind.Forbidden, "own_approval_forbidden",
                    "You uploaded this file yourself. Somebody else has to decide about it.");
            }
            if (document.ApprovalValue == decision && await ApprovalStore.IsSame(document.ApprovalId!.Value, Note(note), fields, unit))
            {
                return document;
            }
            var approvalId = Guid.CreateVersion7();
            var decided = await decide(document, approvalId, unit);
            await WithdrawYields(unit);
            await ApprovalStore.Insert(approvalId, Id, decision, Note(note), fields, unit);
            return Told(decided, unit);
        },
        document => document.ToView());

    /// <summary>What was made of the document goes with the approval that it was made of.</summary>
    private async Task WithdrawYields(UnitOfWork unit)
    {
        foreach (var yield in yields)
        {
            await yield.Withdraw(Id, unit);
        }
    }

    private static async Task RequireCorrectable(Document document, UnitOfWork unit)
    {
        await DocumentStore.RequireVisible(document, unit);
        unit.Caller.Require(document.OwnerId == unit.Caller.UserId ? Role.Analyst : Role.Reviewer);
        if (document.StateValue is not (DocumentState.NeedsReview or DocumentState.Ready) || document.Type is null)
        {
            throw ProblemException.Illegal("document", document.State, "be corrected");
        }
    }

    private static async Task RequireSeen(DocumentField? field, int version, UnitOfWork unit)
    {
        if ((field?.Version ?? 0) != version)
        {
            var by = field?.CorrectedBy is { } person ? await ApprovalStore.NameOf(person, unit) : "somebody";
            throw new ProblemException(
                ProblemKind.Conflict, "field_changed_meanwhile",
                $"The field was changed meanwhile by {by} to \"{field?.Printed}\". Look at it and decide again.");
        }
    }

    private static string Reason(string reason) => Note(reason)
        ?? throw new ProblemException(ProblemKind.Invalid, "reason_missing", "Say why, so that the others know what to do.");

    private static string? Note(string? note) => note?.Trim() switch
    {
        null or "" => null,
        { Length: <= LongestNote } words => words,
        _ => throw new ProblemException(ProblemKind.Invalid, "note_too_long", "A note has at most 4000 characters."),
    };
}
