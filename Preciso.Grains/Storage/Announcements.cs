using System.Collections.Concurrent;
using System.Threading.Channels;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Preciso.Grains.Storage;

/// <summary>
/// What the silos tell each other after their commits, by PostgreSQL's NOTIFY: changes for whoever looks at them, new jobs,
/// new events, jobs to stop. This silo hears its own at once. What is told in a burst is sent together. A lost connection loses
/// some, so after each reconnect everyone is told to look again.
/// </summary>
public sealed partial class Announcements(NpgsqlDataSource source, TimeProvider time, ILogger<Announcements> logger)
    : BackgroundService, IChanges
{
    /// <summary>
    /// The first thing of a quiet time is told at once; in busy times what comes meanwhile is told together, because each telling wakes
    /// every silo.
    /// </summary>
    private static readonly TimeSpan BetweenBursts = TimeSpan.FromMilliseconds(20);

    private readonly string _sender = Guid.CreateVersion7().ToString("N");
    private readonly ConcurrentDictionary<Subscription, byte> _subscriptions = [];
    private readonly Channel<Notice> _outgoing = Channel.CreateUnbounded<Notice>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Raised when a job may be waiting. Handlers of all three must be quick.</summary>
    public event Action? JobsWaiting;

    /// <summary>Raised when there may be events that are not in the log yet, or not consumed.</summary>
    public event Action? EventsWaiting;

    /// <summary>Raised when a person stopped this job, wherever it runs.</summary>
    public event Action<Guid>? JobStopped;

    public void Publish(IEnumerable<Change> changes, bool jobs = false, bool events = false, IReadOnlyCollection<Guid>? stopped = null)
    {
        var notice = new Notice([.. changes], [.. stopped ?? []], jobs, events);
        if (notice.IsEmpty)
        {
            return;
        }
        Raise(notice);
        _outgoing.Writer.TryWrite(notice);
    }

    /// <summary>
    /// Told by the commit of a transaction itself. NOTIFY lets only one such commit at a time through, so this is for rare ones.
    /// </summary>
    public static async Task Publish(NpgsqlConnection connection, IEnumerable<Change> changes, bool jobs, bool events)
    {
        var payloads = Notice.Payloads("", [new Notice([.. changes], [], jobs, events)]).ToArray();
        const string sql = "SELECT pg_notify(@Channel, payload) FROM unnest(@payloads) AS payload";
        await connection.ExecuteAsync(sql, new { Notice.Channel, payloads });
    }

    public IDisposable Subscribe(Guid tenantId, Action<Change> changed)
    {
        var subscription = new Subscription(this, tenantId, changed);
        _subscriptions.TryAdd(subscription, 0);
        return subscription;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Again(Listen, stoppingToken), Again(Send, stoppingToken));

    private async Task Again(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work(stopping);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                LogLost(e.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stopping);
            }
        }
    }

    private async Task Send(CancellationToken stopping)
    {
        while (await _outgoing.Reader.WaitToReadAsync(stopping))
        {
            var burst = new List<Notice>();
            while (burst.Count < 500 && _outgoing.Reader.TryRead(out var notice))
            {
                burst.Add(notice);
            }
            await using var connection = await source.OpenConnectionAsync(stopping);
            await connection.ExecuteAsync(
                // Nothing of it outlives the server, so its commit need not wait for the disk.
                "SELECT set_config('synchronous_commit', 'off', true), pg_notify(@Channel, payload) FROM unnest(@payloads) AS payload",
                new { Notice.Channel, payloads = Notice.Payloads(_sender, burst).ToArray() });
            await Task.Delay(BetweenBursts, time, stopping);
        }
    }

    private async Task Listen(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        connection.Notification += (_, notification) =>
        {
            if (Notice.Parse(notification.Payload, except: _sender) is { } notice)
            {
                Raise(notice);
            }
        };
        await connection.ExecuteAsync($"LISTEN {Notice.Channel}");
        Raise(new Notice(
            [.. _subscriptions.Keys.Select(subscription => new Change(subscription.TenantId, null, null)).Distinct()], [], true, true));
        while (true)
        {
            await connection.WaitAsync(cancel);
        }
    }

    private void Raise(Notice notice)
    {
        if (notice.Jobs)
        {
            JobsWaiting?.Invoke();
        }
        if (notice.Events)
        {
            EventsWaiting?.Invoke();
        }
        foreach (var job in notice.Stopped)
        {
            JobStopped?.Invoke(job);
        }
        foreach (var change in notice.Changes)
        {
            foreach (var subscription in _subscriptions.Keys.Where(subscription => subscription.TenantId == change.TenantId))
            {
                subscription.Changed(change);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The notification connection was lost ({Reason}); connecting again.")]
    private partial void LogLost(string reason);

    private sealed class Subscription(Announcements owner, Guid tenantId, Action<Change> changed) : IDisposable
    {
        public Guid TenantId => tenantId;

        public Action<Change> Changed => changed;

        public void Dispose() => owner._subscriptions.TryRemove(this, out _);
    }
}
