using MudBlazor;
using Preciso.Notifications;
using Preciso.Tenants;
using Preciso.Web.Resources;

namespace Preciso.Web.Notifications;

/// <summary>How a notification is said, what stands beside it, and where it leads.</summary>
public static class NotificationWords
{
    public static string Sentence(Notification one, Texts texts) => one switch
    {
        { Kind: NotificationKind.DocumentNeedsMe, Reason: { } reason } =>
            texts.Format($"notification_{Snake.Case(reason)}", Apart(one.Filename), Apart(one.ByName ?? texts["notification_somebody"])),
        { Kind: NotificationKind.JobFailed, Filename: { } filename } => texts.Format("notification_job_failed_file", Apart(filename)),
        { Kind: NotificationKind.JobFailed } => texts.Format("notification_job_failed", texts.Kind(one.JobKind ?? "")),
        { Kind: NotificationKind.QuotaNear, Lane: { } lane, Percent: { } percent } =>
            texts.Format(percent == 100 ? "notification_quota_used_up" : "notification_quota_near", texts.Word(lane), percent),
        _ => texts.Format(
            $"notification_{Snake.Case(one.Kind)}", Apart(one.Filename), Apart(one.ByName ?? texts["notification_somebody"])),
    };

    public static string Icon(Notification one) => one.Kind switch
    {
        NotificationKind.DocumentReady => Icons.Material.Outlined.TaskAlt,
        NotificationKind.DocumentNeedsMe => Icons.Material.Outlined.FactCheck,
        NotificationKind.DocumentShared => Icons.Material.Outlined.Share,
        NotificationKind.DocumentApproved => Icons.Material.Outlined.Verified,
        NotificationKind.DocumentRejected => Icons.Material.Outlined.Block,
        NotificationKind.JobFailed => Icons.Material.Outlined.ErrorOutline,
        _ => Icons.Material.Outlined.Speed,
    };

    public static string Link(Notification one, Role role) => one switch
    {
        { Kind: NotificationKind.QuotaNear } => "/operations/quotas",
        { Kind: NotificationKind.JobFailed } => $"/jobs/{one.JobId}",
        { Kind: NotificationKind.DocumentNeedsMe } when role >= Role.Analyst => $"/reviews/{one.DocumentId}",
        _ => $"/documents/{one.DocumentId}",
    };

    /// <summary>A name that is written from right to left leaves the sentence around it as it is.</summary>
    private static string Apart(string? name) => $"\u2068{name}\u2069";
}
