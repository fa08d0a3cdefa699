using Dapper;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Jobs;

using static Preciso.Tests.Jobs.QueueWorld;

namespace Preciso.Tests.Jobs;

/// <summary>Claims, leases and ends, statement by statement.</summary>
public sealed class JobQueueTests(QueueWorld world) : IClassFixture<QueueWorld>, IAsyncLifetime
{
    private static readonly JobProblem Broken = new(ErrorClass.Dependency, "broken", "It broke.");

    private Caller _caller = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await world.Sql("DELETE FROM jobs", new { });
        _caller = await world.NewUser();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_hundred_jobs_claimed_by_many_at_once_are_each_claimed_once()
    {
        for (var i = 0; i < 100; i++)
        {
            await world.Enqueue(_caller);
        }

        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(ClaimAll));

        Assert.Equal(100, claimed.SelectMany(jobs => jobs).Distinct().Count());
        Assert.Equal(100, claimed.Sum(jobs => jobs.Count));
    }

    [Fact]
    public async Task A_job_under_lease_is_nobody_elses()
    {
        await world.Enqueue(_caller);
        await world.Claim("one", Long);

        Assert.Null(await world.Claim("two", Long));
    }

    [Fact]
    public async Task A_job_whose_lease_ran_out_is_claimed_again_and_the_old_worker_is_refused()
    {
        await world.Enqueue(_caller);
        var old = (await world.Claim("dead", Over))!;

        var taken = (await world.Claim("alive", Long))!;

        Assert.Equal((old.JobId, 2), (taken.JobId, taken.Attempt));
        Assert.False(await world.Queue.Heartbeat(old, Long, 50, "late", null, Cancel));
        await Assert.ThrowsAsync<LeaseLostException>(() => world.Database.Commit(_caller, "x", "x", unit =>
        {
            unit.HoldLease(old.Lease);
            return Task.FromResult(0);
        }));
        Assert.False(await world.Ends.Write(old, JobEnd.For(old, JobState.Completed)));
        Assert.Equal(JobState.Processing, await world.State(old.JobId));
    }

    [Fact]
    public async Task A_worker_whose_claim_is_forgotten_is_refused_though_the_next_has_the_same_attempt()
    {
        var id = await world.Enqueue(_caller);
        var forgotten = (await world.Claim("first", Long))!;
        await ForgetClaim(world.ConnectionString, id);

        var held = (await world.Claim("second", Long))!;

        Assert.Equal((id, forgotten.Attempt), (held.JobId, held.Attempt));
        Assert.False(await world.Queue.Heartbeat(forgotten, Long, 50, "late", null, Cancel));
        await Assert.ThrowsAsync<LeaseLostException>(() => world.Steps.Write(forgotten, [QueueWorld.Step(forgotten, "first")], Cancel));
        foreach (var state in new[] { JobState.Completed, JobState.Failed, JobState.Retrying, JobState.DeadLetter, JobState.Pending })
        {
            Assert.False(await world.Ends.Write(forgotten, JobEnd.For(forgotten, state, Broken)));
        }
        Assert.True(await world.Queue.Heartbeat(held, Long, 50, "reading", null, Cancel));
        Assert.True(await world.Ends.Write(held, JobEnd.For(held, JobState.Completed)));
    }

    [Fact]
    public async Task A_claim_does_not_wait_for_the_disk()
    {
        await world.Enqueue(_caller);

        var waits = await world.Database.Transact(
            async connection =>
            {
                await connection.ExecuteAsync("SELECT * FROM claim_jobs('worker', '{work}', 1, 0, interval '1 minute')");
                return await connection.ExecuteScalarAsync<string>("SHOW synchronous_commit");
            },
            Cancel);

        Assert.Equal("off", waits);
    }

    [Fact]
    public async Task A_job_that_is_held_for_a_write_is_not_claimed_in_between()
    {
        await world.Enqueue(_caller);
        var job = (await world.Claim("slow", Over))!;

        var claimed = await world.Database.Commit(_caller, "x", "x", async unit =>
        {
            await Leases.Require(unit.Connection, job.Lease, Cancel);
            return await world.Claim("other", Long);
        });

        Assert.Null(claimed);
    }

    [Fact]
    public async Task A_job_that_failed_for_now_waits_for_its_time()
    {
        await world.Enqueue(_caller);
        var job = (await world.Claim("w", Long))!;

        await world.Ends.Write(job, JobEnd.For(job, JobState.Retrying, Broken, delay: Long));

        Assert.Equal(JobState.Retrying, await world.State(job.JobId));
        Assert.Null(await world.Claim("w", Long));
        Assert.InRange((await world.Queue.NextDue(Cancel))!.Value, 200, 300);
    }

    [Fact]
    public async Task A_job_that_kills_every_worker_ends_as_a_dead_letter_with_the_reason()
    {
        var id = await world.Enqueue(_caller, Work with { MaxAttempts = 2 });
        await world.Claim("one", Over);
        await world.Claim("two", Over);

        Assert.Null(await world.Claim("three", Long));

        Assert.Equal(JobState.DeadLetter, await world.State(id));
        Assert.Equal("worker_died", await world.Ask<string>("SELECT error_code FROM jobs WHERE job_id = @id", new { id }));
    }

    [Fact]
    public async Task A_job_that_is_handed_back_waits_again_and_has_lost_no_attempt()
    {
        var id = await world.Enqueue(_caller, Work with { MaxAttempts = 1 });
        var first = (await world.Claim("stopping", Long))!;

        await world.Ends.Write(first, JobEnd.For(first, JobState.Pending));
        var second = (await world.Claim("next", Long))!;

        Assert.Equal((id, 2, true), (second.JobId, second.Attempt, second.IsLastAttempt));
    }

    [Fact]
    public async Task Many_ends_at_once_are_each_written_and_answered()
    {
        for (var i = 0; i < 300; i++)
        {
            await world.Enqueue(_caller);
        }
        var jobs = await world.ClaimMany("w", 300);

        var written =
            await Task.WhenAll(jobs.Select((job, i) => world.Ends.Write(job, JobEnd.For(job, JobState.Completed, result: $"{i}"))));

        Assert.All(written, Assert.True);
        Assert.Equal(300, await world.Ask<long>("SELECT count(DISTINCT result::text) FROM jobs WHERE state = 'completed'", new { }));
    }

    [Fact]
    public async Task An_end_that_the_database_refuses_harms_none_that_are_written_with_it()
    {
        for (var i = 0; i < 20; i++)
        {
            await world.Enqueue(_caller);
        }
        var jobs = await world.ClaimMany("w", 20);

        var writes =
            jobs.Select((job, i) => world.Ends.Write(job, JobEnd.For(job, JobState.Completed, result: i == 7 ? "no JSON" : $"{i}")))
                .ToList();

        await Assert.ThrowsAsync<PostgresException>(() => writes[7]);
        Assert.All(await Task.WhenAll(writes.Where((_, i) => i != 7)), Assert.True);
        Assert.Equal(JobState.Processing, await world.State(jobs[7].JobId));
    }

    [Fact]
    public async Task Each_transition_is_an_event_of_the_job_in_order()
    {
        var id = await world.Enqueue(_caller);
        var first = (await world.Claim("a", Over))!;
        var second = (await world.Claim("b", Long))!;
        await world.Ends.Write(second, JobEnd.For(second, JobState.Failed, Broken with { Class = ErrorClass.Input }));

        var names = await world.Ask<string>(
            "SELECT string_agg(position || ' ' || name, ', ' ORDER BY position) FROM events WHERE grain = 'job' AND key = @key",
            new { key = id.ToString() });

        Assert.Equal("1 jobs.enqueued, 2 jobs.started, 3 jobs.retrying, 4 jobs.started, 5 jobs.failed", names);
        Assert.Equal(1, first.Attempt);
    }

    private async Task<List<Guid>> ClaimAll(int worker)
    {
        var mine = new List<Guid>();
        while (await world.Claim($"w{worker}", Long) is { } job)
        {
            mine.Add(job.JobId);
        }
        return mine;
    }
}
