using Dapper;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Silo.Audit;
using Preciso.Tests.Jobs;
using Preciso.Tests.World;

namespace Preciso.Tests.Audit;

/// <summary>The trail can only grow, and whoever changes it below us is found out.</summary>
public sealed class AuditChainTests(TestSilo silo, QueueWorld quiet) : IClassFixture<TestSilo>, IClassFixture<QueueWorld>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_is_there_exactly_when_what_it_records_was_committed()
    {
        var admin = await silo.NewTenant();

        await Assert.ThrowsAsync<InvalidOperationException>(() => Commit("tests.lost", fails: true));
        await Commit("tests.kept", fails: false);

        Assert.Equal("tests.kept", Assert.Single(await silo.Trail(admin, new(Action: "tests."))).Action);

        Task<int> Commit(string action, bool fails) => silo.Database.Commit(admin, "team", "x", async unit =>
        {
            await AuditLine.Write(unit.Connection, admin, new AuditLine(action, null, null, "{}"), unit.Now);
            return fails ? throw new InvalidOperationException("after the line was written") : 0;
        });
    }

    [Theory]
    [InlineData("UPDATE audit SET action = 'nothing'")]
    [InlineData("DELETE FROM audit")]
    [InlineData("TRUNCATE audit")]
    [InlineData(
        "INSERT INTO audit (tenant_id, user_id, action, outcome, at) SELECT current_tenant(), gen_random_uuid(), 'x', 'done', now()")]
    public async Task The_silo_can_neither_change_nor_remove_a_line_nor_write_one_past_its_door(string sql)
    {
        var admin = await silo.NewTenant();

        var error = await Assert.ThrowsAsync<PostgresException>(
            () => silo.Database.Query(admin.TenantId, connection => connection.ExecuteAsync(sql), Cancel));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, error.SqlState);
    }

    [Theory]
    [InlineData("SELECT count(*) FROM audit", false)]
    [InlineData("UPDATE audit SET action = 'nothing'", false)]
    [InlineData("DELETE FROM audit", false)]
    [InlineData("TRUNCATE audit", false)]
    [InlineData(
        "INSERT INTO audit (tenant_id, user_id, action, outcome, at) SELECT current_tenant(), gen_random_uuid(), 'x', 'done', now()", true)]
    public async Task The_role_that_writes_the_trail_can_do_nothing_else_with_it(string sql, bool allowed)
    {
        var admin = await silo.NewTenant();
        await using var owner = new NpgsqlConnection(silo.ConnectionString);
        await owner.OpenAsync(Cancel);
        await owner.ExecuteAsync("SELECT set_config('preciso.tenant', @tenant, false)", new { tenant = admin.TenantId.ToString() });
        await owner.ExecuteAsync("SET ROLE preciso_audit");

        var error = await Record.ExceptionAsync(() => owner.ExecuteAsync(sql));

        Assert.Equal(allowed ? null : PostgresErrorCodes.InsufficientPrivilege, (error as PostgresException)?.SqlState);
        await owner.ExecuteAsync("RESET ROLE");
    }

    [Theory]
    [InlineData("UPDATE audit SET action = 'nothing' WHERE tenant_id = @tenant")]
    [InlineData("DELETE FROM audit WHERE tenant_id = @tenant")]
    public async Task Not_even_the_owner_changes_a_line_by_accident(string sql)
    {
        var admin = await silo.NewTenant();
        await using var owner = new NpgsqlConnection(silo.ConnectionString);

        var error = await Assert.ThrowsAsync<PostgresException>(() => owner.ExecuteAsync(sql, new { tenant = admin.TenantId }));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, error.SqlState);
    }

    [Theory]
    [InlineData("SELECT 1 WHERE @tenant IS NOT NULL", null)]
    [InlineData("UPDATE audit SET user_id = gen_random_uuid() WHERE tenant_id = @tenant AND seq = 4", 4L)]
    [InlineData("UPDATE audit SET outcome = 'refused' WHERE tenant_id = @tenant AND seq = 1", 1L)]
    [InlineData("UPDATE audit SET at = at + interval '1 microsecond' WHERE tenant_id = @tenant AND seq = 5", 5L)]
    [InlineData("DELETE FROM audit WHERE tenant_id = @tenant AND seq = 3", 3L)]
    [InlineData("DELETE FROM audit WHERE tenant_id = @tenant AND seq = 1", 1L)]
    [InlineData(
        "UPDATE audit SET seq = -seq WHERE tenant_id = @tenant AND seq IN (2, 5); UPDATE audit SET seq = 7 + seq WHERE tenant_id = "
        + "@tenant AND seq < 0", 2L)]
    [InlineData(
        "UPDATE audit a SET detail = (SELECT b.detail FROM audit b WHERE b.tenant_id = @tenant AND b.seq = 11 - a.seq) WHERE tenant_id = "
        + "@tenant AND seq IN (5, 6)", 5L)]
    public async Task What_was_altered_removed_or_swapped_is_found_where_it_begins(string tampering, long? place)
    {
        var admin = await silo.NewTenant();
        var before = await silo.Seal(admin, lines: 6);

        await AuditWorld.Tamper(silo.ConnectionString, tampering, admin.TenantId);

        Assert.Null(before.BrokenAt);
        Assert.Equal(place, (await silo.Audit().Verify(admin, Cancel)).BrokenAt);
    }

    [Fact]
    public async Task A_chain_whose_end_was_cut_off_no_longer_has_the_head_that_was_noted()
    {
        var admin = await silo.NewTenant();
        var before = await silo.Seal(admin, lines: 3);

        await AuditWorld.Tamper(silo.ConnectionString,
            "DELETE FROM audit WHERE tenant_id = @tenant AND seq = (SELECT max(seq) FROM audit WHERE tenant_id = @tenant)", admin.TenantId);

        var after = await silo.Audit().Verify(admin, Cancel);
        Assert.Equal(before.Lines - 1, after.Lines);
        Assert.NotEqual(before.Head, after.Head);
    }

    [Fact]
    public async Task Sealing_by_several_at_once_keeps_one_chain_for_each_tenant()
    {
        var callers = new[] { await quiet.NewUser(), await quiet.NewUser() };
        for (var i = 0; i < 200; i++)
        {
            await quiet.Database.RecordAudit(callers[i % 2], new AuditLine("tests.written", null, null, "{}"));
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Seal()));

        foreach (var caller in callers)
        {
            var verified = await quiet.Database.Query(
                caller.TenantId, connection => Grains.Audit.AuditTrail.Verify(connection, 30), Cancel);
            Assert.Equal((100, 0, null), (verified.Lines, verified.OpenLines, verified.BrokenAt));
        }

        async Task Seal()
        {
            while (await quiet.Database.Across(connection => connection.ExecuteScalarAsync<int>("SELECT seal_audit(7)"), Cancel) > 0)
            {
            }
        }
    }

    [Fact]
    public async Task The_verb_goes_through_every_tenant_and_says_which_chain_is_broken()
    {
        var whole = await silo.NewTenant();
        var broken = await silo.NewTenant();
        var head = (await silo.Seal(whole, lines: 2)).Head;
        await silo.Seal(broken, lines: 2);
        await AuditWorld.Tamper(
            silo.ConnectionString, "UPDATE audit SET action = 'x' WHERE tenant_id = @tenant AND seq = 2", broken.TenantId);
        using var said = new StringWriter();

        var isWhole = await VerifyAuditVerb.Verify(silo.ConnectionString, said);

        var lines = said.ToString().Split('\n');
        Assert.False(isWhole);
        Assert.Contains(
            lines, line => line.Contains($"{whole.TenantId}: ", StringComparison.Ordinal)
                && line.EndsWith($"head {head}, intact", StringComparison.Ordinal));
        Assert.Contains(
            lines, line => line.Contains($"{broken.TenantId}: ", StringComparison.Ordinal)
                && line.EndsWith("BROKEN at line 2", StringComparison.Ordinal));
    }
}
