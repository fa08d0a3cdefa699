using Dapper;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Tests.Postgres;

namespace Preciso.Tests.Storage;

/// <summary>
/// The functions that are kept as they are now: put in place when they changed, left alone otherwise, and never set back by an older
/// program.
/// </summary>
public sealed class RoutineTests(TestCluster cluster)
{
    private const string AnotherText =
        "CREATE OR REPLACE FUNCTION reap_jobs() RETURNS int LANGUAGE sql AS 'SELECT 0'; GRANT EXECUTE ON FUNCTION reap_jobs TO PUBLIC;";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fresh_database_has_each_of_them_and_is_left_alone_afterwards()
    {
        await using var database = new NpgsqlConnection(await cluster.CreateDatabase());
        var before = await Rows(database);

        await Migrator.Migrate(database.ConnectionString, Cancel);

        var placed =
            await database.QueryAsync<(string, int, string)>("SELECT name, version, sum FROM routines ORDER BY name COLLATE \"C\"");
        Assert.Equal(Routine.All.Select(routine => (routine.Name, routine.Version, routine.Sum)), placed);
        Assert.Equal(before, await Rows(database));
    }

    [Theory]
    [InlineData("DROP TABLE routines")] // the migrations had made them, before they were kept
    [InlineData("UPDATE routines SET version = version - 1")]
    [InlineData("UPDATE routines SET sum = ''")] // a text that has not landed was written on
    public async Task A_database_with_another_text_becomes_as_a_fresh_one(string knowsOfIt)
    {
        await using var fresh = new NpgsqlConnection(await cluster.CreateDatabase());
        await using var migrated = new NpgsqlConnection(await cluster.CreateDatabase());
        await migrated.ExecuteAsync($"{AnotherText} {knowsOfIt}");
        Assert.NotEqual(await Functions(fresh), await Functions(migrated));

        await Migrator.Migrate(migrated.ConnectionString, Cancel);

        Assert.Equal(await Functions(fresh), await Functions(migrated));
    }

    [Fact]
    public async Task An_older_program_does_not_put_its_own_back()
    {
        await using var database = new NpgsqlConnection(await cluster.CreateDatabase());
        await database.ExecuteAsync($"{AnotherText} UPDATE routines SET version = version + 1, sum = 'of the newer one'");
        var newer = await Functions(database);

        await Migrator.Migrate(database.ConnectionString, Cancel);

        Assert.Equal(newer, await Functions(database));
        Assert.Equal(0, await database.ExecuteScalarAsync<int>("SELECT reap_jobs()"));
    }

    /// <summary>A function that is made again is another row, be it word for word the same.</summary>
    private static async Task<IReadOnlyList<string>> Rows(NpgsqlConnection database) =>
        (await database.QueryAsync<string>(
            "SELECT format('%s %s %s', proname, ctid, xmin) FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1")).AsList();

    /// <summary>With their settings, and with who may call them.</summary>
    private static async Task<IReadOnlyList<string>> Functions(NpgsqlConnection database) => (await database.QueryAsync<string>(
        """
        SELECT pg_get_functiondef(p.oid)
            || coalesce((SELECT string_agg(entry, ' ' ORDER BY entry) FROM unnest(p.proacl::text[]) entry), 'anyone')
        FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
        ORDER BY p.oid::regprocedure::text
        """)).AsList();
}
