using Preciso.Jobs;
using Preciso.Notifications;

namespace Preciso.Grains.Notifications;

/// <summary>A notification as the database has it, with the names that its person may read.</summary>
internal sealed class NotificationRow
{
    public long NotificationId { get; init; }
    public required string Kind { get; init; }
    public string? Reason { get; init; }
    public Guid? DocumentId { get; init; }
    public string? Filename { get; init; }
    public Guid? JobId { get; init; }
    public string? JobKind { get; init; }
    public string? Lane { get; init; }
    public int? Percent { get; init; }
    public string? ByName { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ReadAt { get; init; }

    public Notification ToView() => new(
        NotificationId, Snake.Parse<NotificationKind>(Kind), Reason is null ? null : Snake.Parse<NotificationReason>(Reason), DocumentId,
        Filename, JobId, JobKind, Lane is null ? null : Snake.Parse<Lane>(Lane), Percent, ByName, CreatedAt, ReadAt);
}
