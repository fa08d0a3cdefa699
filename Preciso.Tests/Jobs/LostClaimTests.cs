using Npgsql;
using Preciso.Grains.Jobs;
using Preciso.Jobs;
using Preciso.Tests.World;
using static Preciso.Tests.Jobs.QueueWorld;

namespace Preciso.Tests.Jobs;

/// <summary>
/// A claim does not wait for the disk, so a server that is killed may forget it, with its worker at work already. The next claim
/// has the same attempt, and another lease.
/// </summary>
public sealed class LostClaimTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private KillablePostgres _postgres = null!;
    private QueueWorld _world = null!;
    private Caller _caller = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _postgres = await KillablePostgres.Start();
        _world = await On(_postgres.ConnectionString);
        _caller = await _world.NewUser();
        await _postgres.FreezeLogWriter();
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    [Fact]
    public async Task Jobs_whose_claims_a_killed_server_forgot_are_each_done_once_and_their_first_worker_is_refused()
    {
        var jobs = new[] { await _world.Enqueue(_caller), await _world.Enqueue(_caller), await _world.Enqueue(_caller) };
        var forgotten = await _world.ClaimMany("first", 3);

        await _postgres.Kill();
        Assert.Equal(3, await _postgres.Ask<long>("SELECT count(*) FROM jobs WHERE state = 'pending' AND attempt = 0 AND lease IS NULL"));
        var held = await Claim("second", 3);

        Assert.Equal(jobs.Order(), forgotten.Select(job => job.JobId).Order());
        Assert.Equal(forgotten.Select(job => (job.JobId, job.Attempt)).Order(), held.Select(job => (job.JobId, job.Attempt)).Order());
        foreach (var job in forgotten)
        {
            Assert.False(await _world.Queue.Heartbeat(job, Long, 50, "late", null, Cancel));
            await Assert.ThrowsAsync<LeaseLostException>(() => _world.Steps.Write(job, [QueueWorld.Step(job, "first")], Cancel));
            Assert.False(await _world.Ends.Write(job, JobEnd.For(job, JobState.Completed)));
        }
        foreach (var job in held)
        {
            Assert.True(await _world.Ends.Write(job, JobEnd.For(job, JobState.Completed)));
        }
        Assert.Equal(
            "1 jobs.enqueued, 2 jobs.started second, 3 jobs.completed",
            await _postgres.Ask<string>(
                """
                SELECT DISTINCT string_agg(concat_ws(' ', position, name, data ->> 'worker'), ', ' ORDER BY position)
                FROM events WHERE grain = 'job' GROUP BY key
                """));
    }

    [Fact]
    public async Task Whatever_a_worker_wrote_for_good_keeps_its_claim()
    {
        await _world.Enqueue(_caller);
        var job = (await _world.Claim("worker", Long))!;
        await _world.Steps.Write(job, [QueueWorld.Step(job, "worker")], Cancel);

        await _postgres.Kill();
        await Claim("another", 0); // once the queue can be reached again

        Assert.Equal(job.Token, await _postgres.Ask<Guid>("SELECT lease FROM jobs WHERE state = 'processing'"));
        Assert.True(await _world.Ends.Write(job, JobEnd.For(job, JobState.Completed)));
    }

    /// <summary>Connections from before the server's end are found broken, each at its next use.</summary>
    private async Task<IReadOnlyList<ClaimedJob>> Claim(string worker, int count)
    {
        IReadOnlyList<ClaimedJob> claimed = [];
        await Eventually.True(
            async () =>
            {
                try
                {
                    claimed = await _world.ClaimMany(worker, 10);
                    return true;
                }
                catch (NpgsqlException)
                {
                    return false;
                }
            },
            Soon);
        Assert.Equal(count, claimed.Count);
        return claimed;
    }
}
