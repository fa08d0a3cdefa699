using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Jobs;
using Preciso.Tenants;
using Preciso.Tests.Postgres;

namespace Preciso.Tests.Jobs;

/// <summary>The queue's statements on a database without a silo, so that only the test claims.</summary>
public sealed class JobQueueTests(TestCluster cluster) : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Over = TimeSpan.FromSeconds(-1);
    private static readonly JobProblem Broken = new(ErrorClass.Dependency, "broken", "It broke.");

    private readonly Caller _caller = new(Guid.CreateVersion7(), Guid.CreateVersion7(), Role.Admin);
    private NpgsqlDataSource _source = null!;
    private Database _database = null!;
    private JobQueue _queue = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _source = StorageServices.AppSource(await cluster.CreateDatabase());
        DapperSetup.Apply();
        _database = new Database(_source, TimeProvider.System);
        _queue = new JobQueue(_database);
        await _database.Commit(_caller, "tenant", "t", unit => unit.Connection.ExecuteAsync(
            """
            INSERT INTO tenants VALUES (@TenantId, 'T', 1, now());
            INSERT INTO users (user_id, tenant_id, email, name, role, password_hash, stamp, version, created_at)
            VALUES (@UserId, @TenantId, 'a@example.com', 'A', 'admin', '', gen_random_uuid(), 1, now());
            """,
            _caller));
    }

    public async ValueTask DisposeAsync() => await _source.DisposeAsync();

    [Fact]
    public async Task A_hundred_jobs_claimed_by_many_at_once_are_each_claimed_once()
    {
        for (var i = 0; i < 100; i++)
        {
            await Enqueue();
        }

        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(ClaimAll));

        Assert.Equal(100, claimed.SelectMany(jobs => jobs).Distinct().Count());
        Assert.Equal(100, claimed.Sum(jobs => jobs.Count));
    }

    [Fact]
    public async Task A_job_under_lease_is_nobody_elses()
    {
        await Enqueue();
        await _queue.Claim("one", Long, Cancel);

        Assert.Null(await _queue.Claim("two", Long, Cancel));
    }

    [Fact]
    public async Task A_job_whose_lease_ran_out_is_claimed_again_and_the_old_worker_is_refused()
    {
        await Enqueue();
        var old = (await _queue.Claim("dead", Over, Cancel))!;

        var taken = (await _queue.Claim("alive", Long, Cancel))!;

        Assert.Equal((old.JobId, 2), (taken.JobId, taken.Attempt));
        Assert.False(await _queue.Heartbeat(old, Long, 50, "late", Cancel));
        await Assert.ThrowsAsync<LeaseLostException>(() => _database.Commit(_caller, "x", "x", async unit =>
        {
            await unit.HoldLease(old.JobId, old.Attempt);
            return 0;
        }));
        await _queue.End(old, JobState.Completed, null, Cancel);
        Assert.Equal("processing", await State(old.JobId));
    }

    [Fact]
    public async Task A_job_that_is_held_for_a_write_is_not_claimed_in_between()
    {
        await Enqueue();
        var job = (await _queue.Claim("slow", Over, Cancel))!;

        var claimed = await _database.Commit(_caller, "x", "x", async unit =>
        {
            await unit.HoldLease(job.JobId, job.Attempt);
            return await _queue.Claim("other", Long, Cancel);
        });

        Assert.Null(claimed);
    }

    [Fact]
    public async Task A_job_that_failed_for_now_waits_for_its_time()
    {
        await Enqueue();
        var job = (await _queue.Claim("w", Long, Cancel))!;

        await _queue.RetryLater(job, Broken, Long, Cancel);

        Assert.Equal("retrying", await State(job.JobId));
        Assert.Null(await _queue.Claim("w", Long, Cancel));
        Assert.InRange((await _queue.NextDue(Cancel))!.Value, TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow() + Long);
    }

    [Fact]
    public async Task A_job_that_kills_every_worker_ends_as_a_dead_letter_with_the_reason()
    {
        var id = await Enqueue(maxAttempts: 2);
        await _queue.Claim("one", Over, Cancel);
        await _queue.Claim("two", Over, Cancel);

        Assert.Null(await _queue.Claim("three", Long, Cancel));
        var buried = Assert.Single(await _queue.Bury(Cancel));

        Assert.Equal((id, "dead_letter"), (buried.JobId, await State(id)));
    }

    [Theory]
    [InlineData(JobState.Completed)]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.DeadLetter)]
    [InlineData(JobState.Canceled)]
    public async Task A_job_that_has_ended_is_never_claimed(JobState end)
    {
        await Enqueue();
        var job = (await _queue.Claim("w", Long, Cancel))!;

        await _queue.End(job, end, end == JobState.Completed ? null : Broken, Cancel);

        Assert.Equal(JobLife.Table.Find(end, JobTrigger.Claim) is not null, await _queue.Claim("w", Long, Cancel) is not null);
    }

    private async Task<Guid> Enqueue(int maxAttempts = 5)
    {
        var id = Guid.CreateVersion7();
        await _database.Commit(_caller, "x", "x", unit =>
        {
            unit.Enqueue(new NewJob(id, "work", Lane.Batch, id.ToString(), null, maxAttempts));
            return Task.FromResult(0);
        });
        return id;
    }

    private async Task<List<Guid>> ClaimAll(int worker)
    {
        var mine = new List<Guid>();
        while (await _queue.Claim($"w{worker}", Long, Cancel) is { } job)
        {
            mine.Add(job.JobId);
        }
        return mine;
    }

    private Task<string?> State(Guid id) => _database.Query(
        _caller.TenantId, connection => connection.ExecuteScalarAsync<string>("SELECT state FROM jobs WHERE job_id = @id", new { id }), Cancel);
}
