using Preciso.Jobs;

namespace Preciso.Notifications;

/// <summary>
/// What happened that concerns the caller. What they may no longer read is in no list and no count: the permission is looked at when they
/// look, and so is the name of a file.
/// </summary>
public interface INotifications
{
    /// <summary>Newest first.</summary>
    Task<Listing<Notification>> List(Caller caller, NotificationFilter filter, CancellationToken cancel);

    /// <summary>How many are unread; at most <see cref="Notification.MostCounted"/>, which then stands for that many or more.</summary>
    Task<int> CountUnread(Caller caller, CancellationToken cancel);

    /// <summary>Read twice is read once.</summary>
    Task MarkRead(Caller caller, long notificationId, CancellationToken cancel);

    Task MarkAllRead(Caller caller, CancellationToken cancel);
}

/// <param name="Since">Created after.</param>
public sealed record NotificationFilter(bool UnreadOnly = false, DateTimeOffset? Since = null, string? Cursor = null, int Limit = 20);

/// <param name="Reason">What there is to do, or how it ended, where the kind alone does not say it.</param>
/// <param name="Filename">Of its document.</param>
/// <param name="JobKind">For example <c>ask</c>.</param>
/// <param name="Lane">Whose limit is near.</param>
/// <param name="Percent">How much of the limit is used: 80, 90 or 100.</param>
/// <param name="ByName">Who did it, where a person did.</param>
public sealed record Notification(
    long Id, NotificationKind Kind, NotificationReason? Reason, Guid? DocumentId, string? Filename, Guid? JobId, string? JobKind,
    Lane? Lane, int? Percent, string? ByName, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt)
{
    public const int MostCounted = 100;
}

public enum NotificationKind
{
    /// <summary>Answers may cite one's file.</summary>
    DocumentReady,

    /// <summary>One has to look at it; <see cref="NotificationReason"/> says why.</summary>
    DocumentNeedsMe,

    /// <summary>Somebody shared a file with one, or with one's team.</summary>
    DocumentShared,

    DocumentApproved,

    DocumentRejected,

    /// <summary>What one started ended without its result.</summary>
    JobFailed,

    /// <summary>The company has nearly, or wholly, used up a limit; for its admins.</summary>
    QuotaNear,
}

public enum NotificationReason
{
    /// <summary>One's own file was read, and a person has to look.</summary>
    NeedsReview,

    /// <summary>One is to review it.</summary>
    Assigned,

    /// <summary>A reviewer wants one's own file corrected.</summary>
    ChangesRequested,

    Failed,

    /// <summary>Every attempt failed, or an operator took it out.</summary>
    DeadLetter,
}
