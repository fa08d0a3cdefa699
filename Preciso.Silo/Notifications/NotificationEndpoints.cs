using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Preciso.Notifications;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Notifications;

public static class NotificationEndpoints
{
    public static void MapNotifications(this RouteGroupBuilder api)
    {
        var notifications = api.MapGroup("/notifications").WithTags("Notifications");
        notifications.MapGet("/", List).WithSummary("What the caller was told, newest first, as far as they may still read it.");
        notifications.MapGet("/unread", Unread).WithSummary("How many are unread; 100 stands for 100 or more.");
        notifications.MapPost("/{id:long}/read", Read).WithSummary("Marks one as read.");
        notifications.MapPost("/read", ReadAll).WithSummary("Marks all as read.");
    }

    private static async Task<Ok<NotificationPage>> List(
        HttpContext context, INotifications notifications, [FromQuery(Name = "unread_only")] bool? unreadOnly, string? cursor, int? limit,
        CancellationToken cancel)
    {
        var filter = new NotificationFilter(unreadOnly ?? false, Cursor: cursor, Limit: limit ?? 20);
        var page = await notifications.List(context.Caller(), filter, cancel);
        return TypedResults.Ok(new NotificationPage(page.Items, page.NextCursor));
    }

    private static async Task<Ok<UnreadCount>> Unread(HttpContext context, INotifications notifications, CancellationToken cancel) =>
        TypedResults.Ok(new UnreadCount(await notifications.CountUnread(context.Caller(), cancel)));

    private static async Task<NoContent> Read(HttpContext context, INotifications notifications, long id, CancellationToken cancel)
    {
        await notifications.MarkRead(context.Caller(), id, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> ReadAll(HttpContext context, INotifications notifications, CancellationToken cancel)
    {
        await notifications.MarkAllRead(context.Caller(), cancel);
        return TypedResults.NoContent();
    }
}

public sealed record NotificationPage(IReadOnlyList<Notification> Items, string? NextCursor);

public sealed record UnreadCount(int Unread);
