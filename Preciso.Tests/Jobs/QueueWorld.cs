using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Jobs;
using Preciso.Tenants;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Jobs;

/// <summary>The queue on a database without a silo, so that only the test claims.</summary>
public sealed class QueueWorld : IAsyncLifetime
{
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Over = TimeSpan.FromSeconds(-1);
    public static readonly JobKind Work = new("work", Lane.Batch);

    private readonly TestCluster _cluster;
    private readonly Func<Task<string>> _database;
    private readonly Lazy<Task<TestSilo>> _gateway;
    private NpgsqlDataSource _source = null!;
    private Announcements _announcements = null!;

    public QueueWorld(TestCluster cluster)
        : this(cluster, cluster.CreateDatabase)
    {
    }

    private QueueWorld(TestCluster cluster, Func<Task<string>> database)
    {
        (_cluster, _database) = (cluster, database);
        _gateway = new(StartGateway);
    }

    public Database Database { get; private set; } = null!;

    public JobQueue Queue { get; private set; } = null!;

    public JobEnds Ends { get; private set; } = null!;

    public JobSteps Steps { get; private set; } = null!;

    /// <summary>What people do to jobs, by a silo that works on none.</summary>
    public async Task<IGrains> Grains() => (await _gateway.Value).Grains;

    public string ConnectionString { get; private set; } = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The queue on a database that is there already.</summary>
    public static async Task<QueueWorld> On(string connectionString)
    {
        var world = new QueueWorld(null!, () => Task.FromResult(connectionString)); // only whoever wants a gateway needs a cluster
        await world.InitializeAsync();
        return world;
    }

    /// <summary>The record of a step that is over.</summary>
    internal static NpgsqlBatchCommand Step(ClaimedJob job, string worker) =>
        JobSteps.End(job, "read", worker, TimeSpan.Zero, new Dictionary<string, double>(), "1", null);

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await _database();
        _source = StorageServices.AppSource(ConnectionString, "test");
        DapperSetup.Apply();
        var announcements = _announcements = new Announcements(_source, TimeProvider.System, NullLogger<Announcements>.Instance);
        Database = new Database(_source, announcements, TimeProvider.System);
        Queue = new JobQueue(Database, announcements);
        Ends = new JobEnds(Database, announcements);
        Steps = new JobSteps(Database, announcements);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway.IsValueCreated)
        {
            await (await _gateway.Value).DisposeAsync();
        }
        await _announcements.StopAsync(CancellationToken.None);
        _announcements.Dispose();
        await _source.DisposeAsync();
    }

    /// <summary>From now on other processes are told of what happens here.</summary>
    public Task Speak() => _announcements.StartAsync(Cancel);

    /// <summary>A person of a new company, or of the one given.</summary>
    public async Task<Caller> NewUser(Guid? tenantId = null)
    {
        var caller = new Caller(tenantId ?? Guid.CreateVersion7(), Guid.CreateVersion7(), Role.Admin);
        await Database.Commit(caller, "tenant", "t", unit => unit.Connection.ExecuteAsync(
            """
            INSERT INTO tenants (tenant_id, name, version, created_at) VALUES (@TenantId, 'T', 1, now()) ON CONFLICT DO NOTHING;
            INSERT INTO users (user_id, tenant_id, email, name, role, password_hash, stamp, version, created_at)
            VALUES (@UserId, @TenantId, @email, 'A', 'admin', '', gen_random_uuid(), 1, now());
            """,
            new { caller.TenantId, caller.UserId, email = $"{caller.UserId:N}@example.com" }));
        return caller;
    }

    public async Task<Guid> Enqueue(Caller caller, JobKind? kind = null, float cost = 1)
    {
        var id = Guid.CreateVersion7();
        await Database.Commit(caller, "x", id.ToString(), unit =>
        {
            unit.Enqueue(new NewJob(id, kind ?? Work, id.ToString(), null, cost));
            return Task.FromResult(0);
        });
        return id;
    }

    public Task<IReadOnlyList<ClaimedJob>> ClaimMany(
        string worker, int general, int express = 0, TimeSpan? lease = null, params JobKind[] kinds) =>
        Queue.Claim(
            new ClaimJobs(
                worker, kinds.Length == 0 ? ["work"] : [.. kinds.Select(kind => kind.Name)], general, express, lease ?? Long),
            Cancel);

    public async Task<ClaimedJob?> Claim(string worker, TimeSpan lease) => (await ClaimMany(worker, 1, 0, lease)).SingleOrDefault();

    /// <summary>Sets the clock forward for one job: what waits is due now.</summary>
    public Task MakeDue(Guid jobId) => Sql("UPDATE jobs SET run_at = now() - interval '1 second' WHERE job_id = @jobId", new { jobId });

    /// <summary>The first claim of a job never was, as after a crash of the server that had not put it on the disk.</summary>
    public static async Task ForgetClaim(string connectionString, Guid jobId)
    {
        await using var owner = new NpgsqlConnection(connectionString);
        await owner.ExecuteAsync(
            """
            UPDATE jobs SET state = 'pending', attempt = 0, worker = NULL, lease = NULL, lease_until = NULL, started_at = NULL, phase = NULL
            WHERE job_id = @jobId;
            DELETE FROM events WHERE grain = 'job' AND key = @jobId::text AND name = 'jobs.started';
            """,
            new { jobId });
    }

    public async Task<int> Sql(string sql, object parameters)
    {
        await using var owner = new NpgsqlConnection(ConnectionString);
        return await owner.ExecuteAsync(sql, parameters);
    }

    public async Task<T> Ask<T>(string sql, object parameters)
    {
        await using var owner = new NpgsqlConnection(ConnectionString);
        return (await owner.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    public async Task<JobState> State(Guid jobId) =>
        Snake.Parse<JobState>(await Ask<string>("SELECT state FROM jobs WHERE job_id = @jobId", new { jobId }));

    private async Task<TestSilo> StartGateway()
    {
        var silo = new TestSilo(_cluster) { On = ConnectionString, Settings = ["--Preciso:Roles", "gateway"] };
        await silo.InitializeAsync();
        return silo;
    }
}
