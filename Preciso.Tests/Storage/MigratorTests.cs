using Dapper;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Tests.Postgres;

namespace Preciso.Tests.Storage;

public sealed class MigratorTests(TestCluster cluster)
{
    [Fact]
    public async Task Silos_that_start_together_migrate_once()
    {
        var database = await cluster.CreateEmptyDatabase();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrator.Migrate(database, TestContext.Current.CancellationToken)));

        await using var connection = new NpgsqlConnection(database);
        var applied = (await connection.QueryAsync<string>("SELECT name FROM migrations ORDER BY name")).AsList();
        Assert.Equal("0001_house.sql", applied[0]);
        Assert.Equal(applied.Distinct(), applied);
    }
}
