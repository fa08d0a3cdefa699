using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Jobs;
using Preciso.Tenants;
using Preciso.Tests.Jobs;
using Preciso.Tests.World;

namespace Preciso.Tests.Core;

/// <summary>A grain call is one transaction, and calls to one grain come one after the other.</summary>
public sealed class CommitTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_decision_that_throws_leaves_no_row_event_or_job()
    {
        var caller = await silo.NewTenant();
        var key = Guid.CreateVersion7();

        await Assert.ThrowsAsync<InvalidOperationException>(() => silo.Database.Commit<int>(caller, "tenant", key.ToString(), async unit =>
        {
            await unit.WriteOne("UPDATE tenants SET name = 'changed' WHERE tenant_id = @TenantId", new { caller.TenantId });
            unit.Emit(new TenantCreated(key, "changed"));
            unit.Enqueue(new NewJob(key, QueueWorld.Work, "key"));
            throw new InvalidOperationException("after everything");
        }));

        Assert.Equal((0, 0, 0), await Count(caller, key));
    }

    [Fact]
    public async Task What_is_decided_is_committed_together()
    {
        var caller = await silo.NewTenant();
        var key = Guid.CreateVersion7();

        await silo.Database.Commit(caller, "tenant", key.ToString(), async unit =>
        {
            await unit.WriteOne("UPDATE tenants SET name = 'changed' WHERE tenant_id = @TenantId", new { caller.TenantId });
            unit.Emit(new TenantCreated(key, "changed"));
            unit.Enqueue(new NewJob(key, QueueWorld.Work, "key"));
            return 0;
        });

        Assert.Equal((1, 1, 1), await Count(caller, key));
    }

    [Fact]
    public async Task A_row_changed_by_someone_else_is_a_conflict()
    {
        var caller = await silo.NewTenant();

        var error = await Assert.ThrowsAsync<ProblemException>(
            () => silo.Database.Commit<int>(caller, "user", caller.UserId.ToString(), async unit =>
            {
                await unit.WriteOne(
                    "UPDATE users SET name = 'x', version = version + 1 WHERE user_id = @UserId AND version = 99", new { caller.UserId });
                return 0;
            }));

        Assert.Equal((ProblemKind.Conflict, "changed_meanwhile"), (error.Kind, error.Code));
    }

    [Fact]
    public async Task A_deadlock_is_run_again_and_both_succeed()
    {
        var first = await silo.NewTenant();
        var second = await silo.NewUser(first);
        using var bothHoldOne = new Barrier(2);
        var runs = 0;

        await Task.WhenAll(LockBoth(first.UserId, second.UserId), LockBoth(second.UserId, first.UserId));

        Assert.True(runs > 2, $"{runs} runs: there was no deadlock to recover from");

        Task<int> LockBoth(Guid one, Guid other) => Task.Run(() => silo.Database.Commit(first, "user", one.ToString(), async unit =>
        {
            const string sql = "SELECT 1 FROM users WHERE user_id = @id FOR UPDATE";
            var run = Interlocked.Increment(ref runs);
            await unit.Connection.ExecuteAsync(sql, new { id = one });
            if (run <= 2)
            {
                bothHoldOne.SignalAndWait(Cancel);
            }
            return await unit.Connection.ExecuteAsync(sql, new { id = other });
        }));
    }

    [Fact]
    public async Task Many_calls_to_one_grain_lose_none_and_number_their_events_without_gaps()
    {
        var admin = await silo.NewTenant();
        var user = await silo.NewUser(admin, Role.Viewer);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            silo.Grains.Get<IUserGrain>(user.UserId, admin).ChangePassword(new ChangePassword($"hash {i}"))));

        var (version, positions) = await silo.Database.Query(
            admin.TenantId,
            async connection => (
                await connection.ExecuteScalarAsync<long>("SELECT version FROM users WHERE user_id = @UserId", new { user.UserId }),
                (await connection.QueryAsync<long>(
                    "SELECT position FROM events WHERE key = @key ORDER BY event_id", new { key = user.UserId.ToString() })).AsList()),
            Cancel);
        Assert.Equal(41, version);
        Assert.Equal(Enumerable.Range(1, 41).Select(n => (long)n), positions);
    }

    [Fact]
    public async Task A_job_enqueued_twice_under_one_key_is_one_job()
    {
        var caller = await silo.NewTenant();
        for (var i = 0; i < 2; i++)
        {
            await silo.Database.Commit(caller, "tenant", "x", unit =>
            {
                unit.Enqueue(new NewJob(Guid.CreateVersion7(), QueueWorld.Work, "same"));
                return Task.FromResult(0);
            });
        }

        var jobs = await silo.Database.Query(
            caller.TenantId, connection => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM jobs WHERE key = 'same'"), Cancel);

        Assert.Equal(1, jobs);
    }

    private Task<(long Renamed, long Events, long Jobs)> Count(Caller caller, Guid key) => silo.Database.Query(
        caller.TenantId,
        connection => connection.QuerySingleAsync<(long, long, long)>(
            """
            SELECT (SELECT count(*) FROM tenants WHERE name = 'changed'), (SELECT count(*) FROM events WHERE key = @key AND grain <> 'job'),
                   (SELECT count(*) FROM jobs WHERE job_id = @id)
            """,
            new { key = key.ToString(), id = key }),
        Cancel);
}
