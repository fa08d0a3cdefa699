using Dapper;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Jobs;
using Preciso.Tenants;

namespace Preciso.Grains.Jobs;

[Orleans.GrainType("job")]
public sealed class JobGrain(Database database, IEnumerable<JobKind> kinds) : Grain(database), IJobGrain
{
    public Task<JobStanding> Cancel(CancelJob command) =>
        Do(JobTrigger.Cancel, JobState.Canceled, new JobProblem(ErrorClass.Input, "canceled", "It was canceled."));

    public Task<JobStanding> Retry(RetryJob command) => Do(JobTrigger.Retry, JobState.Pending, null);

    public Task<JobStanding> Discard(DiscardJob command) =>
        Do(JobTrigger.Discard, JobState.Canceled, new JobProblem(ErrorClass.Input, "discarded", "It was discarded from the dead letters."));

    public Task<JobStanding> SetAside(SetJobAside command)
    {
        var reason = string.IsNullOrWhiteSpace(command.Reason) ? SetJobAside.NoReason : command.Reason.Trim();
        return Do(JobTrigger.SetAside, JobState.DeadLetter, new JobProblem(ErrorClass.Input, "set_aside", reason), operatorsOnly: true);
    }

    private Task<JobStanding> Do(
        JobTrigger trigger, JobState target, JobProblem? problem, bool operatorsOnly = false) => Commit(async unit =>
    {
        if (operatorsOnly)
        {
            unit.Caller.RequireOperator();
        }
        var (state, kind) = await Lock(unit);
        if (state == target && state is not JobState.Pending)
        {
            return new JobStanding(Id, state); // the same command again
        }
        var next = JobLife.Table.Next(state, trigger);
        await Write(unit, next, problem, AttemptsOf(kind));
        await JobQueue.LogEvent(unit, Id, EventOf(trigger));
        unit.RecordAudit($"jobs.{Snake.Case(trigger)}", Id, null);
        unit.Announce(null, Id);
        unit.StopWorker(Id);
        unit.WakeWorkers();
        return new JobStanding(Id, next);
    });

    private async Task<(JobState State, string Kind)> Lock(UnitOfWork unit)
    {
        const string sql = "SELECT state, kind, user_id FROM jobs WHERE tenant_id = @TenantId AND job_id = @Id FOR UPDATE";
        var (state, kind, userId) =
            await unit.Connection.QuerySingleOrDefaultAsync<(string?, string, Guid)>(sql, new { unit.Caller.TenantId, Id });
        return state is not null && (userId == unit.Caller.UserId || unit.Caller.IsOperator)
            ? (Snake.Parse<JobState>(state), kind)
            : throw ProblemException.NotFound("job");
    }

    /// <summary>A kind that only silos of a newer version know is tried as often as most.</summary>
    private int AttemptsOf(string kind) => kinds.FirstOrDefault(known => known.Name == kind)?.MaxAttempts ?? JobKind.UsualAttempts;

    private Task Write(UnitOfWork unit, JobState next, JobProblem? problem, int attempts) => unit.WriteOne(
        """
        UPDATE jobs
        SET state = @state, phase = @state, worker = NULL, lease = NULL, lease_until = NULL,
            run_at = CASE WHEN @state = 'pending' THEN clock_timestamp() ELSE run_at END,
            max_attempts = CASE WHEN @state = 'pending' THEN attempt + @attempts ELSE max_attempts END,
            ended_at = CASE WHEN @state = 'pending' THEN NULL ELSE clock_timestamp() END,
            error_class = @errorClass, error_code = @Code, error_detail = @Detail
        WHERE job_id = @Id
        """,
        new
        {
            Id, state = Snake.Case(next), attempts,
            errorClass = problem is null ? null : Snake.Case(problem.Class), problem?.Code, problem?.Detail,
        });

    private static string EventOf(JobTrigger trigger) => trigger switch
    {
        JobTrigger.Retry => JobRetried.EventName,
        JobTrigger.SetAside => JobDeadLettered.EventName,
        _ => JobCanceled.EventName,
    };
}
