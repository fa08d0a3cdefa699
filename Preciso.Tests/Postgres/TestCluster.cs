using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Preciso.Silo.Postgres;
using Preciso.Tests.Postgres;
using Xunit;

[assembly: AssemblyFixture(typeof(TestCluster))]

namespace Preciso.Tests.Postgres;

/// <summary>One throw-away PostgreSQL for all tests, started when the first of them wants a database.</summary>
public sealed class TestCluster : IAsyncDisposable
{
    private readonly TemporaryHome home = new();
    private readonly Lazy<Task<EmbeddedPostgres>> postgres;

    public TestCluster() =>
        postgres = new(() => EmbeddedPostgres.Start(new(home.Folder, Fsync: false), NullLogger.Instance, CancellationToken.None));

    /// <summary>A connection string to a new, empty database.</summary>
    public async Task<string> CreateDatabase()
    {
        var connection = new NpgsqlConnectionStringBuilder((await postgres.Value).ConnectionString);
        await using var source = NpgsqlDataSource.Create(connection);
        var name = $"test_{Guid.CreateVersion7():N}";
        await using var create = source.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync();
        connection.Database = name;
        return connection.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres.IsValueCreated)
        {
            await (await postgres.Value).DisposeAsync();
        }

        home.Dispose();
    }
}
