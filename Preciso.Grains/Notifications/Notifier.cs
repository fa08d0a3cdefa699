using Dapper;
using Npgsql;
using Preciso.Grains.Core.Events;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Notifications;

/// <summary>
/// Tells people what concerns them. Whoever did it themselves is not told, nor who does not want to be. An event that comes again finds
/// its notification there. What is too old to be kept is not told any more.
/// </summary>
public sealed class Notifier(TimeProvider time) : IEventConsumer
{
    public string Group => "notifications";

    public async Task Handle(IReadOnlyList<LoggedEvent> events, NpgsqlConnection connection, CancellationToken cancel)
    {
        var since = time.GetUtcNow().UtcDateTime - OldNotifications.Kept;
        foreach (var ofTenant in events.Where(happened => happened.OccurredAt > since).GroupBy(happened => happened.TenantId))
        {
            var drafts = ofTenant.Select(Draft.From).OfType<Draft>().ToList();
            var jobsMoved = ofTenant.Any(happened => happened.Name == JobEnqueued.EventName || happened.Name == JobStarted.EventName);
            if (drafts.Count == 0 && !jobsMoved)
            {
                continue;
            }
            await TenantScope.Enter(connection, ofTenant.Key, cancel);
            var told = drafts.Count > 0 ? await NotificationStore.Add(ofTenant.Key, drafts, connection) : [];
            var warned = jobsMoved ? await NotificationStore.WarnOfQuotas(ofTenant.Key, time.GetUtcNow(), connection) : [];
            if (told.Concat(warned).Distinct().ToList() is { Count: > 0 } people)
            {
                // Together with the rows: a page that looks because of it must find them.
                await Announcements.Publish(
                    connection, people.Select(person => new Change(ofTenant.Key, null, null, person)), jobs: false, events: false);
            }
        }
    }
}
