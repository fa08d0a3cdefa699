using Preciso.Grains.Jobs;
using Preciso.Jobs;
using static Preciso.Tests.Jobs.QueueWorld;

namespace Preciso.Tests.Jobs;

/// <summary>
/// Every state × everything that can happen to a job, against the real statements: what comes of it is what the table says.
/// </summary>
public sealed class JobStatesTests(QueueWorld world) : IClassFixture<QueueWorld>
{
    private static readonly JobProblem Broken = new(ErrorClass.Dependency, "broken", "It broke.");

    private static readonly Dictionary<JobTrigger, JobState> Ends = new()
    {
        [JobTrigger.Complete] = JobState.Completed,
        [JobTrigger.Fail] = JobState.Failed,
        [JobTrigger.RetryLater] = JobState.Retrying,
        [JobTrigger.GiveUp] = JobState.DeadLetter,
        [JobTrigger.Release] = JobState.Pending,
    };

    private static readonly Dictionary<JobTrigger, JobState> Commands = new()
    {
        [JobTrigger.Cancel] = JobState.Canceled,
        [JobTrigger.Retry] = JobState.Pending,
        [JobTrigger.Discard] = JobState.Canceled,
        [JobTrigger.SetAside] = JobState.DeadLetter,
    };

    public static TheoryData<JobState, JobTrigger> EveryPair() =>
        new(from state in Enum.GetValues<JobState>() from trigger in Enum.GetValues<JobTrigger>() select (state, trigger));

    [Theory]
    [MemberData(nameof(EveryPair))]
    public async Task What_happens_to_a_job_is_what_the_table_says(JobState from, JobTrigger on)
    {
        var job = await JobIn(from);
        var before = await Everything(job);

        var happened = await Happen(job, on);

        var expected = JobLife.Table.Find(from, on);
        Assert.Equal(expected is not null, happened);
        Assert.Equal(expected ?? from, await world.State(job.JobId));
        if (expected is null)
        {
            Assert.Equal(before, await Everything(job));
        }
        else
        {
            Assert.Equal(EventOf(on), await LastEvent(job));
        }
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public async Task What_happens_twice_happened_once(JobState from, JobTrigger on)
    {
        var job = await JobIn(from);
        await Happen(job, on);
        var once = await Everything(job);

        var again = await Happen(job, on);

        Assert.False(again);
        Assert.Equal(once, await Everything(job));
    }

    [Fact]
    public async Task An_end_of_an_earlier_attempt_has_no_effect_while_another_attempt_runs()
    {
        foreach (var end in Ends.Keys)
        {
            var stale = await JobIn(JobState.Processing);
            await world.Ends.Write(stale, JobEnd.For(stale, JobState.Pending));
            await world.Claim("next", Long);
            var before = await Everything(stale);

            Assert.False(await Happen(stale, end));
            Assert.Equal(before, await Everything(stale));
        }
    }

    [Fact]
    public async Task A_bad_result_spoils_no_other_end_that_is_written_with_it()
    {
        var (good, bad) = (await JobIn(JobState.Processing), await JobIn(JobState.Processing));
        var another = await JobIn(JobState.Processing);

        // The first keeps the writer busy, so that the other two are written together.
        var first = world.Ends.Write(another, JobEnd.For(another, JobState.Completed));
        var spoiled = world.Ends.Write(bad, JobEnd.For(bad, JobState.Completed, result: "\"\\u0000\""));
        var written = world.Ends.Write(good, JobEnd.For(good, JobState.Completed, result: "1"));

        Assert.True(await first);
        Assert.True(await written);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => spoiled);
        Assert.Equal((JobState.Completed, JobState.Processing), (await world.State(good.JobId), await world.State(bad.JobId)));
    }

    /// <summary>A job brought into the state by what really leads there; nothing else of the tests waits.</summary>
    private async Task<ClaimedJob> JobIn(JobState state)
    {
        await world.Sql("UPDATE jobs SET state = 'canceled', ended_at = now() WHERE state IN ('pending', 'retrying')", new { });
        var caller = await world.NewUser();
        var id = await world.Enqueue(caller);
        if (state == JobState.Pending)
        {
            return new ClaimedJob(id, caller.TenantId, caller.UserId, Snake.Case(caller.Role), Work.Name, Snake.Case(Work.Lane), null, 0,
                Work.MaxAttempts, null, false, Guid.Empty);
        }
        var job = (await world.Claim("worker", Long))!;
        if (state != JobState.Processing)
        {
            await world.Ends.Write(job, JobEnd.For(job, state, state == JobState.Completed ? null : Broken, delay: Long));
        }
        return job;
    }

    /// <summary>False when it had no effect or was refused.</summary>
    private async Task<bool> Happen(ClaimedJob job, JobTrigger on)
    {
        if (on == JobTrigger.Claim)
        {
            if (await world.State(job.JobId) == JobState.Retrying)
            {
                await world.MakeDue(job.JobId);
            }
            return await world.Claim("claims", Long) is not null;
        }
        if (on == JobTrigger.LoseWorker)
        {
            return await LoseWorker(job);
        }
        return Ends.TryGetValue(on, out var end)
            ? await world.Ends.Write(job, JobEnd.For(job, end, end is JobState.Completed or JobState.Pending ? null : Broken, delay: Long))
            : await Order(job, on);
    }

    private async Task<bool> LoseWorker(ClaimedJob job)
    {
        await world.Sql(
            "UPDATE jobs SET lease_until = now() - interval '1 second' WHERE job_id = @JobId AND state = 'processing'", new { job.JobId });
        var before = await world.State(job.JobId);
        await world.ClaimMany("reaps", 1, 0, null, new JobKind("another", Lane.Batch)); // each claim looks first for the lost
        return await world.State(job.JobId) != before;
    }

    private async Task<bool> Order(ClaimedJob job, JobTrigger on)
    {
        var (before, target) = (await world.State(job.JobId), Commands[on]);
        var grain = (await world.Grains()).Get<IJobGrain>(job.JobId, job.Caller);
        try
        {
            var standing = on switch
            {
                JobTrigger.Cancel => await grain.Cancel(new CancelJob()),
                JobTrigger.Retry => await grain.Retry(new RetryJob()),
                JobTrigger.Discard => await grain.Discard(new DiscardJob()),
                _ => await grain.SetAside(new SetJobAside("A reason")),
            };
            Assert.Equal(target, standing.Status);
            return before != target;
        }
        catch (ProblemException refused)
        {
            Assert.Equal((ProblemKind.Conflict, "illegal_transition"), (refused.Kind, refused.Code));
            Assert.NotEqual((before, true), (target, target != JobState.Pending)); // to repeat a command is not a conflict
            return false;
        }
    }

    private Task<string> Everything(ClaimedJob job) => world.Ask<string>(
        """
        SELECT (to_jsonb(j) - 'run_at')::text || (SELECT count(*) FROM events WHERE key = j.job_id::text) || ' '
            || (SELECT count(*) FROM audit a WHERE a.job_id = j.job_id)
        FROM jobs j WHERE job_id = @JobId
        """,
        new { job.JobId });

    private Task<string> LastEvent(ClaimedJob job) => world.Ask<string>(
        "SELECT name FROM events WHERE grain = 'job' AND key = @key ORDER BY position DESC LIMIT 1", new { key = job.JobId.ToString() });

    private static string EventOf(JobTrigger trigger) => trigger switch
    {
        JobTrigger.Claim => JobStarted.EventName,
        JobTrigger.Complete => JobCompleted.EventName,
        JobTrigger.Fail => JobFailed.EventName,
        JobTrigger.RetryLater or JobTrigger.LoseWorker => JobRetrying.EventName,
        JobTrigger.GiveUp or JobTrigger.SetAside => JobDeadLettered.EventName,
        JobTrigger.Release => JobReleased.EventName,
        JobTrigger.Retry => JobRetried.EventName,
        _ => JobCanceled.EventName,
    };
}
