using Preciso.Approvals;
using Preciso.Documents;
using Preciso.Grains.Core.Events;
using Preciso.Jobs;
using Preciso.Notifications;

namespace Preciso.Grains.Notifications;

/// <summary>
/// What an event tells, before it is known to whom: the named person, the named team, or else whose the job or document is.
/// </summary>
internal sealed record Draft(
    LoggedEvent Source, NotificationKind Kind, NotificationReason? Reason = null, Guid? DocumentId = null, Guid? JobId = null,
    Guid? UserId = null, Guid? TeamId = null)
{
    /// <summary>Null for what concerns nobody in particular.</summary>
    public static Draft? From(LoggedEvent happened) => happened.Name switch
    {
        _ when happened.Name == DocumentEmbedded.EventName =>
            new Draft(happened, NotificationKind.DocumentReady, DocumentId: happened.As<DocumentEmbedded>().DocumentId),
        _ when happened.Name == DocumentNeedsReview.EventName => NeedsMe(
            happened, NotificationReason.NeedsReview, happened.As<DocumentNeedsReview>().DocumentId),
        _ when happened.Name == DocumentReviewAssigned.EventName => Assigned(happened, happened.As<DocumentReviewAssigned>()),
        _ when happened.Name == DocumentShared.EventName => Shared(happened, happened.As<DocumentShared>()),
        _ when happened.Name == ApprovalChangesRequested.EventName => NeedsMe(
            happened, NotificationReason.ChangesRequested, happened.As<ApprovalChangesRequested>().DocumentId),
        _ when happened.Name == ApprovalApproved.EventName =>
            new Draft(happened, NotificationKind.DocumentApproved, DocumentId: happened.As<ApprovalApproved>().DocumentId),
        _ when happened.Name == ApprovalRejected.EventName =>
            new Draft(happened, NotificationKind.DocumentRejected, DocumentId: happened.As<ApprovalRejected>().DocumentId),
        _ when happened.Name == JobFailed.EventName => Ended(happened, NotificationReason.Failed),
        _ when happened.Name == JobDeadLettered.EventName => Ended(happened, NotificationReason.DeadLetter),
        _ => null,
    };

    private static Draft NeedsMe(LoggedEvent happened, NotificationReason reason, Guid documentId) =>
        new(happened, NotificationKind.DocumentNeedsMe, reason, documentId);

    private static Draft? Assigned(LoggedEvent happened, DocumentReviewAssigned assigned) => assigned.AssigneeId is { } assignee
        ? NeedsMe(happened, NotificationReason.Assigned, assigned.DocumentId) with { UserId = assignee }
        : null;

    private static Draft Shared(LoggedEvent happened, DocumentShared shared) =>
        new(happened, NotificationKind.DocumentShared, DocumentId: shared.DocumentId, UserId: shared.UserId, TeamId: shared.TeamId);

    private static Draft Ended(LoggedEvent happened, NotificationReason reason)
    {
        var job = happened.As<JobFailed>(); // both have the same fields
        return new Draft(happened, NotificationKind.JobFailed, reason, job.DocumentId, job.JobId);
    }
}
