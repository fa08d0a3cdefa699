using Dapper;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Tests.World;

namespace Preciso.Tests.Storage;

public sealed class RowLevelSecurityTests(TestSilo silo) : IClassFixture<TestSilo>
{
    [Fact]
    public async Task The_silo_runs_as_a_role_that_cannot_bypass_row_security_even_after_reset_role()
    {
        await using var source = StorageServices.AppSource(silo.ConnectionString, "test");
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);

        await connection.ExecuteAsync("RESET ROLE");
        var role = await connection.QuerySingleAsync<(string Name, bool Super, bool Bypass)>(
            "SELECT rolname::text, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user");

        Assert.Equal(("preciso_app", false, false), role);
    }

    [Fact]
    public async Task Every_table_with_a_tenant_has_row_security_and_a_policy()
    {
        await using var owner = new NpgsqlConnection(silo.ConnectionString);

        var open = await owner.QueryAsync<string>(
            """
            SELECT c.relname::text
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE a.attname = 'tenant_id' AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
              AND NOT (c.relrowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
            """);

        Assert.Empty(open);
    }

    [Fact]
    public async Task A_query_that_forgets_its_filter_sees_its_own_tenant_only()
    {
        var ours = await silo.NewTenant();
        var theirs = await silo.NewTenant();

        var seen = await silo.Database.Query(
            ours.TenantId, connection => connection.QueryAsync<Guid>("SELECT tenant_id FROM users"), TestContext.Current.CancellationToken);

        Assert.Contains(ours.TenantId, seen);
        Assert.DoesNotContain(theirs.TenantId, seen);
    }

    [Fact]
    public async Task A_query_without_a_tenant_sees_nothing()
    {
        await silo.NewTenant();

        var seen = await silo.Database.Across(
            connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM users"), TestContext.Current.CancellationToken);

        Assert.Equal(0, seen);
    }

    [Fact]
    public async Task A_row_of_another_tenant_cannot_be_written()
    {
        var ours = await silo.NewTenant();
        var theirs = await silo.NewTenant();

        var error = await Assert.ThrowsAsync<PostgresException>(() => silo.Database.Query(
            ours.TenantId,
            connection => connection.ExecuteAsync(
                "INSERT INTO teams (team_id, tenant_id, name, version, created_at) VALUES (gen_random_uuid(), @TenantId, 'x', 1, now())",
                new { theirs.TenantId }),
            TestContext.Current.CancellationToken));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, error.SqlState);
    }

    [Fact]
    public async Task Events_cannot_be_changed_or_removed_by_the_silo()
    {
        var ours = await silo.NewTenant();

        var error = await Assert.ThrowsAsync<PostgresException>(() => silo.Database.Query(
            ours.TenantId, connection => connection.ExecuteAsync("DELETE FROM events"), TestContext.Current.CancellationToken));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, error.SqlState);
    }
}
