using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Silo.Postgres;
using Preciso.Tests.Postgres;

[assembly: AssemblyFixture(typeof(TestCluster))]

namespace Preciso.Tests.Postgres;

/// <summary>One throw-away PostgreSQL for all tests, started when the first of them wants a database.</summary>
public sealed class TestCluster : IAsyncDisposable
{
    private readonly TemporaryHome _home = new();
    private readonly Lazy<Task<EmbeddedPostgres>> _postgres;
    private readonly Lazy<Task<string>> _template;
    private readonly SemaphoreSlim _copying = new(1); // a template can be copied by one session at a time

    public TestCluster()
    {
        _postgres = new(() => EmbeddedPostgres.Start(new(_home.Folder, Fsync: false), NullLogger.Instance, CancellationToken.None));
        _template = new(MakeTemplate);
    }

    /// <summary>A connection string to a new, empty database, as the owner of its schema to be.</summary>
    public Task<string> CreateEmptyDatabase() => Create("");

    /// <summary>The same with the schema in it, copied from a template that is migrated once.</summary>
    public async Task<string> CreateDatabase()
    {
        var template = new NpgsqlConnectionStringBuilder(await _template.Value).Database;
        await _copying.WaitAsync();
        try
        {
            return await Create($"TEMPLATE {template}");
        }
        finally
        {
            _copying.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres.IsValueCreated)
        {
            await (await _postgres.Value).DisposeAsync();
        }
        _home.Dispose();
    }

    private async Task<string> MakeTemplate()
    {
        var database = await CreateEmptyDatabase();
        await Migrator.Migrate(database + ";Pooling=false", CancellationToken.None); // an open session would forbid the copy
        return database;
    }

    private async Task<string> Create(string options)
    {
        var connection = new NpgsqlConnectionStringBuilder((await _postgres.Value).ConnectionString);
        await using var source = NpgsqlDataSource.Create(connection);
        var name = $"test_{Guid.CreateVersion7():N}";
        await using var create = source.CreateCommand($"CREATE DATABASE {name} {options}");
        await create.ExecuteNonQueryAsync();
        connection.Database = name;
        connection.ConnectionIdleLifetime = 10; // hundreds of databases in one run: none keeps a connection that it does not use
        connection.ConnectionPruningInterval = 5;
        return connection.ConnectionString;
    }
}
