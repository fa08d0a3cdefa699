using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Jobs;

namespace Preciso.Tests.Jobs;

/// <summary>Who is served next: lanes with floors, tenants by weight, people of a tenant, what a job costs.</summary>
public sealed class SchedulingTests(QueueWorld world) : IClassFixture<QueueWorld>, IAsyncLifetime
{
    private static readonly JobKind Ask = new("work", Lane.Interactive);
    private static readonly JobKind Approval = new("work", Lane.Approval);
    private static readonly JobKind Ingest = new("work", Lane.Ingest);
    private static readonly JobKind Batch = new("work", Lane.Batch);

    public async ValueTask InitializeAsync() =>
        await world.Sql("DELETE FROM jobs; DELETE FROM turns; UPDATE lanes SET credit = 0, vtime = 0", new { });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Lanes_are_served_by_priority_and_none_starves()
    {
        var user = await world.NewUser();
        foreach (var kind in new[] { Batch, Ingest, Approval, Ask })
        {
            await EnqueueMany(user, 100, kind);
        }

        var served = (await Serve(100)).GroupBy(job => job.Lane).ToDictionary(lane => lane.Key, lane => lane.Count());

        Assert.InRange(served["interactive"], 65, 75);
        Assert.InRange(served["approval"], 13, 16);
        Assert.InRange(served["ingest"], 8, 11);
        Assert.InRange(served["batch"], 4, 6);
    }

    [Fact]
    public async Task Express_slots_take_only_what_people_wait_for()
    {
        var user = await world.NewUser();
        await EnqueueMany(user, 10, Ingest);
        await world.Enqueue(user, Ask);

        var claimed = await world.ClaimMany("silo", general: 0, express: 4);

        Assert.Equal("interactive", Assert.Single(claimed).Lane);
    }

    [Fact]
    public async Task Ten_tenants_with_skewed_backlogs_are_served_alike()
    {
        var tenants = new List<Caller>();
        for (var i = 1; i <= 10; i++)
        {
            tenants.Add(await world.NewUser());
            await EnqueueMany(tenants[^1], i * 20, Batch);
        }

        var served = (await Serve(190)).GroupBy(job => job.TenantId).Select(tenant => (double)tenant.Count()).ToList();

        Assert.Equal(10, served.Count);
        Assert.Equal(1, Math.Pow(served.Sum(), 2) / (served.Count * served.Sum(count => count * count)), 3);
    }

    [Fact]
    public async Task A_tenant_of_weight_three_is_served_three_times_as_often()
    {
        var (heavy, light) = (await world.NewUser(), await world.NewUser());
        await world.Sql("UPDATE tenants SET weight = 3 WHERE tenant_id = @TenantId", heavy);
        await EnqueueMany(heavy, 100, Batch);
        await EnqueueMany(light, 100, Batch);

        var served = await Serve(80);

        Assert.InRange(served.Count(job => job.TenantId == heavy.TenantId), 59, 61);
    }

    [Fact]
    public async Task Within_a_tenant_the_one_with_a_single_file_does_not_wait_for_the_one_with_a_thousand()
    {
        var busy = await world.NewUser();
        var quiet = await world.NewUser(busy.TenantId);
        await EnqueueMany(busy, 1000, Ingest);
        await Serve(20);
        await world.Enqueue(quiet, Ingest);

        var next = await Serve(2);

        Assert.Contains(next, job => job.UserId == quiet.UserId);
    }

    [Fact]
    public async Task Who_brings_large_work_gets_fewer_turns()
    {
        var (large, small) = (await world.NewUser(), await world.NewUser());
        for (var i = 0; i < 30; i++)
        {
            await world.Enqueue(large, Ingest, cost: 5);
            await world.Enqueue(small, Ingest);
        }

        var served = await Serve(24);

        Assert.InRange(served.Count(job => job.UserId == small.UserId), 19, 21);
    }

    [Fact]
    public async Task Who_was_idle_has_saved_nothing_up()
    {
        var (steady, late) = (await world.NewUser(), await world.NewUser());
        await EnqueueMany(steady, 200, Batch);
        await Serve(100);
        await EnqueueMany(late, 100, Batch);

        var served = await Serve(40);

        Assert.InRange(served.Count(job => job.UserId == late.UserId), 19, 21);
    }

    [Fact]
    public async Task A_claim_for_many_slots_is_as_fair_as_many_claims()
    {
        var (one, other) = (await world.NewUser(), await world.NewUser());
        await EnqueueMany(one, 50, Batch);
        await EnqueueMany(other, 5, Batch);

        var claimed = await world.ClaimMany("silo", general: 10);

        Assert.Equal(5, claimed.Count(job => job.UserId == other.UserId));
    }

    [Fact]
    public async Task A_kind_that_the_silo_cannot_do_holds_nobody_up()
    {
        var user = await world.NewUser();
        await EnqueueMany(user, 5, new JobKind("elsewhere", Lane.Batch, JobKind.Gpu));
        var mine = await world.Enqueue(user, Batch);

        var claimed = await world.ClaimMany("silo", general: 3);

        Assert.Equal(mine, Assert.Single(claimed).JobId);
    }

    private async Task EnqueueMany(Caller user, int count, JobKind kind)
    {
        await world.Database.Commit(user, "x", Guid.CreateVersion7().ToString(), unit =>
        {
            for (var i = 0; i < count; i++)
            {
                var id = Guid.CreateVersion7();
                unit.Enqueue(new NewJob(id, kind, id.ToString()));
            }
            return Task.FromResult(0);
        });
    }

    /// <summary>A silo with one slot: the next job is claimed when the last one is done.</summary>
    private async Task<List<ClaimedJob>> Serve(int count)
    {
        var served = new List<ClaimedJob>();
        while (served.Count < count)
        {
            var job = Assert.Single(await world.ClaimMany("silo", general: 1));
            await world.Ends.Write(job, JobEnd.For(job, JobState.Completed));
            served.Add(job);
        }
        return served;
    }
}
