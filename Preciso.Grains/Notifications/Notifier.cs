using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core.Events;
using Preciso.Grains.Storage;
using Preciso.Jobs;
using Preciso.Tenants;

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
            await TenantScope.Enter(connection, ofTenant.Key, cancel);
            var people = await Tell(ofTenant.Key, [.. ofTenant], connection);
            if (people.Count > 0)
            {
                // Together with the rows: a page that looks because of it must find them.
                await Announcements.Publish(
                    connection, people.Select(person => new Change(ofTenant.Key, null, null, person)), jobs: false, events: false);
            }
        }
    }

    /// <summary>Whose notifications are not as they were.</summary>
    private async Task<HashSet<Guid>> Tell(Guid tenantId, List<LoggedEvent> events, NpgsqlConnection connection)
    {
        var people = events.Select(WithdrawnFrom).OfType<Guid>().ToHashSet();
        if (events.Select(Draft.From).OfType<Draft>().ToList() is { Count: > 0 } drafts)
        {
            people.UnionWith(await NotificationStore.Add(tenantId, drafts, connection));
        }
        if (events.Any(happened => happened.Name == JobEnqueued.EventName || happened.Name == JobStarted.EventName))
        {
            people.UnionWith(await NotificationStore.WarnOfQuotas(tenantId, time.GetUtcNow(), connection));
        }
        if (events.Select(Hidden).OfType<Guid>().ToArray() is { Length: > 0 } documents)
        {
            people.UnionWith(await NotificationStore.WhoWasToldOf(documents, connection));
        }
        return people;
    }

    /// <summary>The document that some may not read any more: what they were told of it is gone from their lists.</summary>
    private static Guid? Hidden(LoggedEvent happened) => happened.Name switch
    {
        _ when happened.Name == DocumentUnshared.EventName => happened.As<DocumentUnshared>().DocumentId,
        _ when happened.Name == DocumentDeleted.EventName => happened.As<DocumentDeleted>().DocumentId,
        _ => null,
    };

    /// <summary>The person who may do less than before.</summary>
    private static Guid? WithdrawnFrom(LoggedEvent happened) => happened.Name switch
    {
        _ when happened.Name == TeamMemberRemoved.EventName => happened.As<TeamMemberRemoved>().UserId,
        _ when happened.Name == RoleChanged.EventName => happened.As<RoleChanged>().UserId,
        _ => null,
    };
}
