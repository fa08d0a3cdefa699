using System.Collections.Concurrent;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Jobs;
using Preciso.Tenants;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Jobs;

/// <summary>A job from its enqueuing to its end in a whole silo, with a handler that does as the test says.</summary>
public sealed class JobExecutionTests(TestCluster cluster) : IAsyncLifetime
{
    private static readonly JobKind Scripted = new("scripted", Lane.Batch, MaxAttempts: 3);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly Script _script = new();
    private TestSilo _silo = null!;
    private Caller _admin = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _silo = new TestSilo(cluster)
        {
            Settings = ["--Preciso:Jobs:LeaseSeconds", "3600"], // no heartbeat comes in time: what stops work here has been told
            Also = services => services.AddSingleton(Scripted).AddKeyedSingleton<IJobHandler>(Scripted.Name, _script),
        };
        await _silo.InitializeAsync();
        _admin = await _silo.NewTenant();
    }

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task A_finished_step_is_not_run_again_when_a_later_one_fails()
    {
        _script.Work = async (run, cancel) =>
        {
            var first = await run.Step("first", _ => Task.FromResult(_script.Count("first")), cancel);
            return JobResult.From(
                await run.Step(
                    "second", _ => _script.Count("second") < 2 ? throw new IOException("for now") : Task.FromResult(first), cancel));
        };

        var job = await Enqueue(_admin);
        await Until(job, JobState.Completed);

        Assert.Equal((1, 2), (_script.Counts["first"], _script.Counts["second"]));
        var detail = await _silo.Jobs.Get(_admin, job, Cancel);
        Assert.Equal("1", detail.Result.ToString());
        Assert.Equal([("first", 1), ("second", 1), ("second", 2)], detail.Steps.Select(step => (step.Name, step.Attempt)));
        Assert.Equal(ErrorClass.Dependency, detail.Steps[1].Error!.Class);
    }

    [Fact]
    public async Task Who_waits_in_this_process_is_handed_what_the_handler_made()
    {
        var made = new Made("as it is");
        _script.Work = (_, _) => Task.FromResult(JobResult.From(made));
        var admitted = await _silo.Services.GetRequiredService<JobAdmission>().Begin(_admin, Scripted, "handed on", "{}", Cancel);

        var attempt = await _silo.Services.GetRequiredService<JobExecutor>().Run(admitted.Job!, Cancel);

        Assert.Same(made, attempt.Result);
        Assert.Equal("as it is", (await _silo.Jobs.Get(_admin, admitted.JobId, Cancel)).Result!.Value.GetProperty("word").GetString());
    }

    [Fact]
    public async Task Cancel_stops_running_work_without_waiting_for_its_heartbeat()
    {
        _script.Work = async (run, cancel) =>
        {
            _script.Count("began");
            await Task.Delay(Timeout.Infinite, cancel);
            return JobResult.Done;
        };
        var job = await Enqueue(_admin);
        await Eventually.True(() => Task.FromResult(_script.Counts.ContainsKey("began")), Soon);

        await _silo.Grains.Get<IJobGrain>(job, _admin).Cancel(new CancelJob());

        await Eventually.True(() => Task.FromResult(_script.Stopped == 1), Soon);
        Assert.Equal(JobState.Canceled, (await _silo.Jobs.Get(_admin, job, Cancel)).Job.Status);
    }

    [Fact]
    public async Task A_poison_job_ends_in_the_dead_letters_and_is_retried_from_there_by_a_person()
    {
        _script.Work = (_, _) => _script.Healed ? Task.FromResult(JobResult.Done) : throw new InvalidOperationException("poison");
        var job = await Enqueue(_admin, Scripted with { MaxAttempts = 1 });
        await Until(job, JobState.DeadLetter);
        var dead = (await _silo.Jobs.Get(_admin, job, Cancel)).Job;

        _script.Healed = true;
        var standing = await _silo.Grains.Get<IJobGrain>(job, _admin).Retry(new RetryJob());
        await Until(job, JobState.Completed);

        Assert.Equal((ErrorClass.Bug, "internal_error"), (dead.Error!.Class, dead.Error.Code));
        Assert.Equal([JobAction.Retry, JobAction.Discard], dead.Actions);
        Assert.Equal(JobState.Pending, standing.Status);
    }

    [Fact]
    public async Task An_error_that_another_try_may_mend_does_not_end_the_job()
    {
        _script.Work = (_, _) => _script.Count("tries") switch
        {
            1 => throw ProblemException.ChangedMeanwhile(),
            2 => throw new OperationCanceledException(), // of something else than the job
            _ => Task.FromResult(JobResult.Done),
        };

        var job = await Enqueue(_admin);
        await Until(job, JobState.Completed);

        Assert.Equal(3, (await _silo.Jobs.Get(_admin, job, Cancel)).Job.Attempt);
    }

    [Fact]
    public async Task A_limit_costs_a_job_no_attempt_and_it_waits_as_long_as_it_was_told()
    {
        var tries = new ConcurrentQueue<long>();
        _script.Work = (_, _) =>
        {
            tries.Enqueue(TimeProvider.System.GetTimestamp());
            return tries.Count < 4
                ? throw new ProblemException(ProblemKind.TooMany, "quota_exceeded", "Wait.", TimeSpan.FromSeconds(1.5))
                : throw new IOException("now it fails");
        };

        var job = await Enqueue(_admin, Scripted with { MaxAttempts = 1 });
        await Until(job, JobState.DeadLetter);

        var dead = (await _silo.Jobs.Get(_admin, job, Cancel)).Job;
        Assert.Equal((4, 4, "storage_error"), (dead.Attempt, dead.MaxAttempts, dead.Error!.Code));
        Assert.True(TimeProvider.System.GetElapsedTime(tries.First(), tries.Skip(1).First()) >= TimeSpan.FromSeconds(1.5));
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(null, 6)] // a kind that this silo does not know is tried as often as most
    public async Task A_retry_by_hand_gives_the_attempts_of_the_kind(int? known, int expected)
    {
        var kind = known is null ? new JobKind("of_a_later_version", Lane.Batch) : Scripted;
        var job = await Enqueue(_admin, kind with { MaxAttempts = 1 });
        await _silo.Sql(
            """
            UPDATE jobs SET state = 'dead_letter', attempt = 1, worker = NULL, lease = NULL, lease_until = NULL, result = NULL,
                            ended_at = now(), error_class = 'bug', error_code = 'poison', error_detail = ''
            WHERE job_id = @job
            """,
            new { job });

        await _silo.Grains.Get<IJobGrain>(job, _admin).Retry(new RetryJob());

        Assert.Equal(expected, (await _silo.Jobs.Get(_admin, job, Cancel)).Job.MaxAttempts);
    }

    [Fact]
    public async Task Every_dead_letter_is_retried_or_discarded_in_one_go()
    {
        _script.Work = (_, _) => throw new InvalidOperationException("poison");
        var jobs = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Enqueue(_admin, Scripted with { MaxAttempts = 1 })));
        foreach (var job in jobs)
        {
            await Until(job, JobState.DeadLetter);
        }

        var outcome = await _silo.Jobs.DoToAll(_admin, new JobFilter(JobState.DeadLetter, Everybody: true), JobAction.Discard, Cancel);

        Assert.Equal(new BulkOutcome(5, 0), outcome);
        Assert.Empty((await _silo.Jobs.List(_admin, new JobFilter(JobState.DeadLetter), Cancel)).Items);
    }

    [Fact]
    public async Task A_silo_that_stops_lets_work_end_and_hands_back_what_does_not()
    {
        var brief = new TaskCompletionSource();
        _script.Work = async (run, cancel) =>
        {
            _script.Count(run.Job.Args!);
            await (run.Job.Args == "\"brief\"" ? brief.Task : Task.Delay(Timeout.Infinite, cancel));
            return JobResult.Done;
        };
        var (ends, stays) = (await Enqueue(_admin, args: "\"brief\""), await Enqueue(_admin, args: "\"long\""));
        await Eventually.True(() => Task.FromResult(_script.Counts.Count == 2), Soon);

        var stopping = _silo.StopAsync();
        brief.SetResult();
        await stopping;

        await using var owner = new NpgsqlConnection(_silo.ConnectionString);
        var states = (await owner.QueryAsync<(Guid, string)>("SELECT job_id, state FROM jobs"))
            .ToDictionary(row => row.Item1, row => row.Item2);
        Assert.Equal(("completed", "pending"), (states[ends], states[stays]));
        Assert.Equal(0, await owner.ExecuteScalarAsync<long>("SELECT count(*) FROM orleans.silos WHERE status = 3"));
    }

    [Fact]
    public async Task Only_its_starter_and_operators_may_touch_a_job_and_nobody_of_another_tenant()
    {
        _script.Work = (_, _) => throw new JobException(ErrorClass.Input, "bad", "It is bad.");
        var (analyst, colleague) = (await _silo.NewUser(_admin), await _silo.NewUser(_admin));
        var (ops, outsider) = (await _silo.NewUser(_admin, Role.Ops), await _silo.NewTenant());
        var job = await Enqueue(analyst);
        await Until(job, JobState.Failed);

        foreach (var stranger in new[] { colleague, outsider })
        {
            var refused =
                await Assert.ThrowsAsync<ProblemException>(() => _silo.Grains.Get<IJobGrain>(job, stranger).Retry(new RetryJob()));
            Assert.Equal("job_not_found", refused.Code);
            await Assert.ThrowsAsync<ProblemException>(() => _silo.Jobs.Get(stranger, job, Cancel));
        }
        Assert.Equal(JobState.Pending, (await _silo.Grains.Get<IJobGrain>(job, ops).Retry(new RetryJob())).Status);
        Assert.Contains((await _silo.Jobs.List(ops, new JobFilter(Everybody: true), Cancel)).Items, seen => seen.Id == job);
        await Assert.ThrowsAsync<ProblemException>(() => _silo.Jobs.List(colleague, new JobFilter(Everybody: true), Cancel));
    }

    private async Task<Guid> Enqueue(Caller caller, JobKind? kind = null, string? args = null)
    {
        var id = Guid.CreateVersion7();
        await _silo.Database.Commit(caller, "test", id.ToString(), unit =>
        {
            unit.Enqueue(new NewJob(id, kind ?? Scripted, id.ToString(), Args: args));
            return Task.FromResult(0);
        });
        return id;
    }

    private Task Until(Guid job, JobState state) =>
        Eventually.True(async () => (await _silo.Jobs.Get(_admin, job, Cancel)).Job.Status == state, Soon);

    private sealed record Made(string Word);

    private sealed class Script : IJobHandler
    {
        private int _stopped;

        public ConcurrentDictionary<string, int> Counts { get; } = [];

        public Func<JobRun, CancellationToken, Task<JobResult>> Work { get; set; } = (_, _) => Task.FromResult(JobResult.Done);

        public bool Healed { get; set; }

        public int Stopped => _stopped;

        public int Count(string what) => Counts.AddOrUpdate(what, 1, (_, count) => count + 1);

        public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
        {
            try
            {
                return await Work(run, cancel);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref _stopped);
                throw;
            }
        }
    }
}
