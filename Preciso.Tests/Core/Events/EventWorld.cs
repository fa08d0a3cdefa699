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
    private readonly Announcements _announcements;
    private readonly List<EventPump> _pumps = [];
    private readonly List<IEventConsumer> _consumers = [];

    private EventWorld(string connectionString)
    {
        ConnectionString = connectionString;
        _source = StorageServices.AppSource(connectionString, "test");
        _announcements = new Announcements(_source, TimeProvider.System, NullLogger<Announcements>.Instance);
        Database = new Database(_source, _announcements, TimeProvider.System);
    }

    public string ConnectionString { get; }

    public Database Database { get; }

    public EventLog Log => new(Database, _consumers);

    public Caller Operator { get; } = new(Guid.CreateVersion7(), Guid.CreateVersion7(), Role.Ops);

    public static async Task<EventWorld> Create(TestCluster cluster)
    {
        DapperSetup.Apply();
        var world = new EventWorld(await cluster.CreateDatabase());
        await world.Settle(world.Operator);
        await world.Owner(
            """
            CREATE TABLE effects (log_offset bigint NOT NULL, UNIQUE (log_offset) DEFERRABLE INITIALLY DEFERRED);
            GRANT SELECT, INSERT ON effects TO preciso_app;
            """,
            new { });
        return world;
    }

    /// <summary>Of another company.</summary>
    public async Task<Caller> NewOperator()
    {
        var caller = new Caller(Guid.CreateVersion7(), Guid.CreateVersion7(), Role.Ops);
        await Settle(caller);
        return caller;
    }

    public async Task<Guid> NewDocument()
    {
        var id = Guid.CreateVersion7();
        await Owner(
            """
            INSERT INTO documents (document_id, tenant_id, owner_id, filename, media_type, size, sha256, state, job_id, version,
                                   created_at, updated_at)
            VALUES (@id, @TenantId, @UserId, 'a.pdf', 'application/pdf', 1, sha256('a'), 'queued', gen_random_uuid(), 1, now(), now())
            """,
            new { id, Operator.TenantId, Operator.UserId });
        return id;
    }

    /// <summary>Commits events about one key, and tells the pumps.</summary>
    public Task Append<TEvent>(string key, params TEvent[] happened) where TEvent : IEvent => Append(Operator, key, happened);

    public Task Append(string key, int count, Caller? by = null) =>
        Append(by ?? Operator, key, [.. Enumerable.Range(0, count).Select(n => new TeamCreated((by ?? Operator).TenantId, $"{n}"))]);

    private Task Append<TEvent>(Caller by, string key, TEvent[] happened) where TEvent : IEvent => Database.Commit(by, "test", key, unit =>
    {
        foreach (var one in happened)
        {
            unit.Emit(one);
        }
        return Task.FromResult(0);
    });

    public Task<int> Sequence() =>
        Database.Across(connection => connection.ExecuteScalarAsync<int>("SELECT sequence_events(1000)"), CancellationToken.None);

    public async Task<List<LoggedEvent>> Read(long after = 0) =>
        [.. await Database.Across(
            connection => connection.QueryAsync<LoggedEvent>("SELECT * FROM read_events(@after, 1000)", new { after }),
            CancellationToken.None)];

    /// <summary>From now on it hears what PostgreSQL tells.</summary>
    public Task Listen() => _announcements.StartAsync(CancellationToken.None);

    public async Task<EventPump> Start(params IEventConsumer[] consumers)
    {
        _consumers.AddRange(consumers);
        var delivery = new EventDelivery(Database, NullLogger<EventDelivery>.Instance);
        var pump = new EventPump(Database, delivery, _announcements, consumers, TimeProvider.System, NullLogger<EventPump>.Instance);
        _pumps.Add(pump);
        await pump.StartAsync(CancellationToken.None);
        return pump;
    }

    public async Task<ConsumerGroup?> Group(string name) =>
        (await Log.Consumers(Operator, CancellationToken.None)).SingleOrDefault(group => group.Name == name);

    public Task AtHead(string name) =>
        Eventually.True(async () => await Unsequenced() == 0 && await Group(name) is { Lag: 0, Error: null }, Deadline);

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
        await _announcements.StopAsync(CancellationToken.None);
        _announcements.Dispose();
        await _source.DisposeAsync();
    }

    private Task<int> Settle(Caller caller) => Owner(
        """
        INSERT INTO tenants (tenant_id, name, version, created_at) VALUES (@TenantId, 'T', 1, now());
        INSERT INTO users (user_id, tenant_id, email, name, role, password_hash, stamp, version, created_at)
        VALUES (@UserId, @TenantId, @email, 'Ops', 'ops', '', gen_random_uuid(), 1, now());
        """,
        new { caller.TenantId, caller.UserId, email = $"{caller.UserId:N}@example.com" });

    private Task<long> Unsequenced() => Ask<long>("SELECT count(*) FROM events WHERE log_offset IS NULL");
}

internal static class SetAsideWorld
{
    /// <summary>As if the counter of usage had not been able to take the first event of this company.</summary>
    public static async Task<Guid> SetOneAside(this TestSilo silo, Caller caller)
    {
        await using var owner = new NpgsqlConnection(silo.ConnectionString);
        var id = Guid.Empty;
        await Eventually.True(async () => (id = await owner.ExecuteScalarAsync<Guid>(
            """
            INSERT INTO set_aside_events (tenant_id, consumer, log_offset, error_class, error_code, error_detail, attempts)
            SELECT e.tenant_id, g.name, e.log_offset, 'bug', 'internal_error', 'An unexpected JsonException. It is in the log.', 4
            FROM events e JOIN consumer_groups g ON g.name = 'usage' AND g.log_offset >= e.log_offset
            WHERE e.tenant_id = @TenantId ORDER BY e.log_offset LIMIT 1
            RETURNING set_aside_id
            """,
            caller)) != Guid.Empty, TimeSpan.FromSeconds(30));
        return id;
    }
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
