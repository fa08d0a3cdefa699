using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Silo.Postgres;
using Preciso.Tenants;

namespace Preciso.Bench;

/// <summary>A fresh PostgreSQL for a measurement of the queue, thrown away after it, and the queue's side that gives work.</summary>
public sealed class BenchCluster : IAsyncDisposable
{
    private readonly DirectoryInfo _home;
    private readonly EmbeddedPostgres _postgres;
    private readonly NpgsqlDataSource _source;
    private readonly Announcements _announcements;

    private BenchCluster(DirectoryInfo home, EmbeddedPostgres postgres)
    {
        (_home, _postgres) = (home, postgres);
        Owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { MaxAutoPrepare = 64 });
        _source = StorageServices.AppSource(postgres.ConnectionString, "bench");
        _announcements = new Announcements(_source, TimeProvider.System, NullLogger<Announcements>.Instance);
        Database = new Database(_source, _announcements, TimeProvider.System);
        Admission = new JobAdmission(
            Database, _announcements, Options.Create(new JobOptions()), SiloName.OfThisProcess(), TimeProvider.System);
    }

    /// <summary>As the owner of the schema, whom row-level security does not bind.</summary>
    public NpgsqlDataSource Owner { get; }

    public Database Database { get; }

    public JobAdmission Admission { get; }

    public static async Task<BenchCluster> Start()
    {
        // Not made here: PostgreSQL's account must be able to enter it.
        var home = new DirectoryInfo(Path.Combine(Path.GetTempPath(), $"preciso-bench-{Guid.CreateVersion7():N}"));
        using var logging = LoggerFactory.Create(log => log.AddConsole().SetMinimumLevel(LogLevel.Warning));
        var postgres = await EmbeddedPostgres.Start(
            new EmbeddedPostgresOptions(home.FullName), logging.CreateLogger<EmbeddedPostgres>(), CancellationToken.None);
        await Migrator.Migrate(postgres.ConnectionString, CancellationToken.None);
        DapperSetup.Apply();
        var cluster = new BenchCluster(home, postgres);
        await cluster._announcements.StartAsync(CancellationToken.None);
        return cluster;
    }

    public Task<WorkerProcess> StartWorker() => WorkerProcess.Start(_postgres.ConnectionString, _home.FullName);

    /// <summary>Somebody of a new company, or of the one given.</summary>
    public async Task<Caller> NewUser(Guid? tenantId = null)
    {
        var caller = new Caller(tenantId ?? Guid.CreateVersion7(), Guid.CreateVersion7(), Role.Analyst);
        await Sql(
            """
            INSERT INTO tenants (tenant_id, name, version, created_at) VALUES (@TenantId, 'Bench', 1, now()) ON CONFLICT DO NOTHING;
            INSERT INTO users (user_id, tenant_id, email, name, role, password_hash, stamp, version, created_at)
            VALUES (@UserId, @TenantId, @email, 'Bench', 'analyst', '', gen_random_uuid(), 1, now());
            """,
            new { caller.TenantId, caller.UserId, email = $"{caller.UserId:N}@preciso.local" });
        return caller;
    }

    /// <summary>All of it in one transaction.</summary>
    public Task Enqueue(Caller caller, JobKind kind, int count, Func<int, string?> args)
    {
        var key = Guid.CreateVersion7().ToString();
        return Database.Commit(caller, "bench", key, unit =>
        {
            unit.Enqueue([.. Enumerable.Range(0, count).Select(i => new NewJob(Guid.CreateVersion7(), kind, $"{key}-{i}", Args: args(i)))]);
            return Task.FromResult(count);
        });
    }

    public async Task<int> Sql(string sql, object? parameters = null)
    {
        await using var connection = await Owner.OpenConnectionAsync();
        return await connection.ExecuteAsync(sql, parameters);
    }

    public async Task<IReadOnlyList<T>> Rows<T>(string sql, object? parameters = null)
    {
        await using var connection = await Owner.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    public async Task<T> Ask<T>(string sql, object? parameters = null) => (await Rows<T>(sql, parameters)).Single();

    public static async Task Until(Func<Task<bool>> reached)
    {
        while (!await reached())
        {
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _announcements.StopAsync(CancellationToken.None);
        _announcements.Dispose();
        await _source.DisposeAsync();
        await Owner.DisposeAsync();
        await _postgres.DisposeAsync();
        if (new DirectoryInfo(Path.Combine(_home.FullName, "postgres")).LinkTarget is { } elsewhere)
        {
            Directory.Delete(elsewhere, recursive: true);
        }
        _home.Delete(recursive: true);
    }
}
