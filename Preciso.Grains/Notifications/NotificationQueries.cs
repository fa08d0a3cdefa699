using System.Globalization;
using Dapper;
using Preciso.Grains.Storage;
using Preciso.Notifications;
using Preciso.Tenants;

namespace Preciso.Grains.Notifications;

public sealed class NotificationQueries(Database database, Announcements announcements, TimeProvider time) : INotifications
{
    // What its person may not read (any more) is not there; nor what their role no longer lets them do.
    private const string Theirs =
        """
        FROM notifications n
        LEFT JOIN LATERAL (
            SELECT v.document_id FROM visible_documents(@TenantId, @UserId) v WHERE v.document_id = n.document_id) seen ON true
        LEFT JOIN jobs j ON j.job_id = n.job_id AND j.user_id = @UserId
        WHERE n.tenant_id = @TenantId AND n.user_id = @UserId
          AND (n.document_id IS NULL OR seen.document_id IS NOT NULL)
          AND (n.job_id IS NULL OR j.job_id IS NOT NULL)
          AND (n.kind <> 'quota_near' OR @isAdmin)
          AND (n.reason IS DISTINCT FROM 'assigned' OR @isReviewer)

        """;

    public Task<Listing<Notification>> List(Caller caller, NotificationFilter filter, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var limit = Math.Clamp(filter.Limit, 1, 100);
            var rows = await connection.QueryAsync<NotificationRow>(
                $"""
                 SELECT n.*, d.filename, j.kind AS job_kind, u.name AS by_name
                 FROM (SELECT n.* {Theirs}
                         AND (NOT @UnreadOnly OR n.read_at IS NULL)
                         AND (@Since::timestamptz IS NULL OR n.created_at > @Since)
                         AND (@before::bigint IS NULL OR n.notification_id < @before)
                       ORDER BY n.notification_id DESC LIMIT @limit + 1) n
                 LEFT JOIN documents d ON d.document_id = n.document_id
                 LEFT JOIN jobs j ON j.job_id = n.job_id
                 LEFT JOIN users u ON u.user_id = n.by_id
                 ORDER BY n.notification_id DESC
                 """,
                new
                {
                    caller.TenantId, caller.UserId, isAdmin = caller.Role == Role.Admin, isReviewer = caller.Role >= Role.Reviewer,
                    filter.UnreadOnly, filter.Since, before = Before(filter.Cursor), limit,
                });
            return Cursor.Page([.. rows.Select(row => row.ToView())], limit, last => last.Id.ToString(CultureInfo.InvariantCulture));
        },
        cancel);

    public Task<int> CountUnread(Caller caller, CancellationToken cancel) => database.Query(
        caller.TenantId,
        connection => connection.ExecuteScalarAsync<int>(
            $"SELECT count(*)::int FROM (SELECT {Theirs} AND n.read_at IS NULL LIMIT @MostCounted) unread",
            new
            {
                caller.TenantId, caller.UserId, isAdmin = caller.Role == Role.Admin, isReviewer = caller.Role >= Role.Reviewer,
                Notification.MostCounted,
            }),
        cancel);

    public Task MarkRead(Caller caller, long notificationId, CancellationToken cancel) => Mark(caller, notificationId, cancel);

    public Task MarkAllRead(Caller caller, CancellationToken cancel) => Mark(caller, null, cancel);

    private async Task Mark(Caller caller, long? notificationId, CancellationToken cancel)
    {
        var marked = await database.Query(
            caller.TenantId,
            connection => connection.ExecuteAsync(
                """
                UPDATE notifications SET read_at = @now
                WHERE user_id = @UserId AND read_at IS NULL AND (@notificationId::bigint IS NULL OR notification_id = @notificationId)
                """,
                new { caller.UserId, notificationId, now = time.GetUtcNow() }),
            cancel);
        if (marked > 0)
        {
            announcements.Publish([new Change(caller.TenantId, null, null, caller.UserId)]);
        }
    }

    private static long? Before(string? cursor) => cursor is null or "" ? null
        : long.TryParse(cursor, CultureInfo.InvariantCulture, out var id) ? id
        : throw Cursor.Invalid();
}
