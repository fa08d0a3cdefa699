using System.Collections.Concurrent;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Preciso.Grains.Storage;

/// <summary>
/// PostgreSQL's NOTIFY, heard once per silo: changes for whoever looks at them, and new jobs for the workers. A lost
/// connection loses notifications, so after each reconnect everyone is told to look again.
/// </summary>
public sealed partial class Notifications(NpgsqlDataSource source, TimeProvider time, ILogger<Notifications> logger)
    : BackgroundService, IChanges
{
    private const string Changes = "preciso_changes";
    private const string Jobs = "preciso_jobs";

    private readonly ConcurrentDictionary<Subscription, byte> _subscriptions = [];

    /// <summary>Raised when a job may be waiting. Handlers must be quick.</summary>
    public event Action? JobsWaiting;

    public static Task Announce(NpgsqlConnection connection, Change change) => connection.ExecuteAsync(
        "SELECT pg_notify(@Changes, @payload)", new { Changes, payload = $"{change.TenantId}/{change.DocumentId}/{change.JobId}" });

    public static Task WakeWorkers(NpgsqlConnection connection) => connection.ExecuteAsync("SELECT pg_notify(@Jobs, '')", new { Jobs });

    public IDisposable Subscribe(Guid tenantId, Action<Change> changed)
    {
        var subscription = new Subscription(this, tenantId, changed);
        _subscriptions.TryAdd(subscription, 0);
        return subscription;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                LogLost(e.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
            }
        }
    }

    private async Task Listen(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        connection.Notification += (_, notification) => Dispatch(notification.Channel, notification.Payload);
        await connection.ExecuteAsync($"LISTEN {Changes}; LISTEN {Jobs}");
        JobsWaiting?.Invoke();
        foreach (var subscription in _subscriptions.Keys)
        {
            subscription.Changed(new Change(subscription.TenantId, null, null));
        }
        while (true)
        {
            await connection.WaitAsync(cancel);
        }
    }

    private void Dispatch(string channel, string payload)
    {
        if (channel == Jobs)
        {
            JobsWaiting?.Invoke();
            return;
        }
        var ids = payload.Split('/');
        var change = new Change(Guid.Parse(ids[0]), ParseOrNull(ids[1]), ParseOrNull(ids[2]));
        foreach (var subscription in _subscriptions.Keys.Where(subscription => subscription.TenantId == change.TenantId))
        {
            subscription.Changed(change);
        }
    }

    private static Guid? ParseOrNull(string id) => id.Length == 0 ? null : Guid.Parse(id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The notification connection was lost ({Reason}); connecting again.")]
    private partial void LogLost(string reason);

    private sealed class Subscription(Notifications owner, Guid tenantId, Action<Change> changed) : IDisposable
    {
        public Guid TenantId => tenantId;

        public Action<Change> Changed => changed;

        public void Dispose() => owner._subscriptions.TryRemove(this, out _);
    }
}
