using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Tests.Postgres;

namespace Preciso.Tests.World;

/// <summary>A fresh migrated database per test class, copied from a template that is migrated once per run.</summary>
public static class TestDatabase
{
    private static readonly Lazy<Task<string>> Template = new(MakeTemplate);
    private static readonly SemaphoreSlim Copying = new(1); // a template can be copied by one session at a time
    private static int _count;

    /// <returns>A connection string of the schema's owner.</returns>
    public static async Task<string> Create()
    {
        var template = new NpgsqlConnectionStringBuilder(await Template.Value);
        var name = $"test_{Interlocked.Increment(ref _count)}";
        await Copying.WaitAsync();
        try
        {
            await Execute(Admin(template), $"CREATE DATABASE {name} TEMPLATE {template.Database}");
        }
        finally
        {
            Copying.Release();
        }
        return new NpgsqlConnectionStringBuilder(template.ConnectionString) { Database = name }.ConnectionString;
    }

    private static async Task<string> MakeTemplate()
    {
        var connectionString = await TestCluster.CreateDatabase();
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        await Migrator.Migrate(unpooled, CancellationToken.None);
        return connectionString;
    }

    private static string Admin(NpgsqlConnectionStringBuilder template) =>
        new NpgsqlConnectionStringBuilder(template.ConnectionString) { Database = "postgres" }.ConnectionString;

    private static async Task Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
