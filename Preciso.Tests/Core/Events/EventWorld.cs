using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Preciso.Grains.Core.Events;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Tenants;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Core.Events;

/// <summary>A log of its own for one test, without a silo: only the pumps that the test starts move anything.</summary>
internal sealed class EventWorld : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly NpgsqlDataSource _source;
    private readonly Notifications _notifications;
    private readonly List<EventPump> _pumps = [];

    private EventWorld(string connectionString)
    {
        ConnectionString = connectionString;
        _source = StorageServices.AppSource(connectionString, "test");
        _notifications = new Notifications(_source, TimeProvider.System, NullLogger<Notifications>.Instance);
        Database = new Database(_source, _notifications, TimeProvider.System);
        Log = new EventLog(Database);
    }

    public string ConnectionString { get; }

    public Database Database { get; }

    public EventLog Log { get; }

    public Caller Operator { get; } = new(Guid.CreateVersion7(), Guid.CreateVersion7(), Role.Ops);

    public static async Task<EventWorld> Create(TestCluster cluster)
    {
        DapperSetup.Apply();
        var world = new EventWorld(await cluster.CreateDatabase());
        await world.Owner(
            """
            INSERT INTO tenants (tenant_id, name, version, created_at) VALUES (@TenantId, 'T', 1, now());
            INSERT INTO users (user_id, tenant_id, email, name, role, password_hash, stamp, version, created_at)
            VALUES (@UserId, @TenantId, 'ops@example.com', 'Ops', 'ops', '', gen_random_uuid(), 1, now());
            CREATE TABLE effects (log_offset bigint NOT NULL, UNIQUE (log_offset) DEFERRABLE INITIALLY DEFERRED);
            GRANT SELECT, INSERT ON effects TO preciso_app;
            """,
            new { world.Operator.TenantId, world.Operator.UserId });
        return world;
    }

    /// <summary>Commits events about one key, and tells the pumps.</summary>
    public Task Append<TEvent>(string key, params TEvent[] happened) where TEvent : IEvent => Database.Commit(Operator, "test", key, unit =>
    {
        foreach (var one in happened)
        {
            unit.Emit(one);
        }
        return Task.FromResult(0);
    });

    public Task Append(string key, int count) => Append(key, [.. Enumerable.Range(0, count).Select(n => new TeamCreated(Operator.TenantId, $"{n}"))]);

    public Task<int> Sequence() => Database.Across(connection => connection.ExecuteScalarAsync<int>("SELECT sequence_events(1000)"), CancellationToken.None);

    public async Task<List<LoggedEvent>> Read(long after = 0) =>
        [.. await Database.Across(connection => connection.QueryAsync<LoggedEvent>("SELECT * FROM read_events(@after, 1000)", new { after }), CancellationToken.None)];

    public async Task<EventPump> Start(params IEventConsumer[] consumers)
    {
        var pump = new EventPump(Database, _notifications, consumers, TimeProvider.System, NullLogger<EventPump>.Instance);
        _pumps.Add(pump);
        await pump.StartAsync(CancellationToken.None);
        return pump;
    }

    public async Task<ConsumerGroup?> Group(string name) => (await Log.Consumers(Operator, CancellationToken.None)).SingleOrDefault(group => group.Name == name);

    public Task AtHead(string name) => Eventually.True(async () => await Unsequenced() == 0 && await Group(name) is { Lag: 0, Error: null }, Deadline);

    public static Task Becomes(Func<Task<bool>> condition) => Eventually.True(condition, Deadline);

    public async Task<int> Owner(string sql, object parameters)
    {
        await using var owner = new NpgsqlConnection(ConnectionString);
        return await owner.ExecuteAsync(sql, parameters);
    }

    public async Task<T> Ask<T>(string sql)
    {
        await using var owner = new NpgsqlConnection(ConnectionString);
        return (await owner.ExecuteScalarAsync<T>(sql))!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pump in _pumps)
        {
            await pump.StopAsync(CancellationToken.None);
            pump.Dispose();
        }
        _notifications.Dispose();
        await _source.DisposeAsync();
    }

    private Task<long> Unsequenced() => Ask<long>("SELECT count(*) FROM events WHERE log_offset IS NULL");
}

/// <summary>Remembers what it was handed, after doing what the test says.</summary>
internal sealed class Listener(string group, Func<IReadOnlyList<LoggedEvent>, NpgsqlConnection, Task>? first = null) : IEventConsumer
{
    private readonly Lock _lock = new();
    private readonly List<LoggedEvent> _heard = [];

    public string Group => group;

    public IReadOnlyList<LoggedEvent> Heard
    {
        get
        {
            lock (_lock)
            {
                return [.. _heard];
            }
        }
    }

    public async Task Handle(IReadOnlyList<LoggedEvent> events, NpgsqlConnection connection, CancellationToken cancel)
    {
        await (first?.Invoke(events, connection) ?? Task.CompletedTask);
        lock (_lock)
        {
            _heard.AddRange(events);
        }
    }
}
