using System.Text.Json;
using Dapper;
using Preciso.Evaluations;
using Preciso.Grains.Evaluations.Judging;
using Preciso.Grains.Jobs;

namespace Preciso.Grains.Evaluations;

public sealed partial class CaseSetGrain
{
    public Task<RunStarted> StartRun(StartRun command) => Commit(async unit =>
    {
        var set = await Lock(unit);
        if (await RunStore.Find(unit.Connection, Id, command.RunId) is { } known)
        {
            return new RunStarted(known.Id, known.Version, known.Cases);
        }
        var ready = (await CaseStore.Cases(unit.Connection, Id, set.Version)).Count(found => found.Expectation.IsSaid);
        if (ready == 0)
        {
            throw new ProblemException(ProblemKind.Conflict, "case_set_not_ready",
                "No case of this set can be asked yet. Add one, or say what is right.");
        }
        unit.Add(RunStore.Insertion(unit, Id, command.RunId, set.Version, ready));
        unit.Enqueue(new NewJob(
            command.RunId, EvaluationJobs.Run, command.RunId.ToString(),
            Args: JsonSerializer.Serialize(new RunToAsk(Id), PrecisoJson.Options)));
        unit.Emit(new EvaluationStarted(Id, set.Version, command.RunId));
        unit.Announce(null, null);
        return new RunStarted(command.RunId, set.Version, ready);
    });

    public Task<RunMetrics> EndRun(EndRun command) => Commit(async unit =>
    {
        await Lock(unit);
        var run = await RunStore.Find(unit.Connection, Id, command.Lease.JobId) ?? throw ProblemException.NotFound("run");
        if (run.ToMetrics() is { } known)
        {
            return known;
        }
        unit.HoldLease(command.Lease);
        var results = await RunStore.Results(unit.Connection, run.Id, null);
        var metrics = Scores.Measure([.. results.Select(result => result.ToVerdict())]);
        var passed = results.All(result => result.IsRight || !result.Required);
        unit.Add(RunStore.End(run.Id, passed, metrics, unit.Now));
        unit.Emit(new EvaluationEnded(Id, run.Version, run.Id, passed, metrics.Cases, metrics.Right));
        unit.Announce(null, run.Id);
        return metrics;
    });

    public Task<CaseSetView> ApproveBaseline(ApproveBaseline command) => Commit(async unit =>
    {
        var set = await Lock(unit);
        var run = await RunStore.Find(unit.Connection, Id, command.RunId) ?? throw ProblemException.NotFound("run");
        if (run.ToMetrics() is null)
        {
            throw new ProblemException(
                ProblemKind.Conflict, "run_not_ended", "Only a run that has ended can be compared with. Wait for it, or start another.");
        }
        if (set.BaselineRunId == run.Id)
        {
            return set.ToView();
        }
        await unit.WriteOne("UPDATE case_sets SET baseline_run_id = @run WHERE set_id = @Id", new { run = run.Id, Id });
        unit.Emit(new BaselineApproved(Id, run.Id));
        unit.Announce(null, null);
        return (set with { BaselineRunId = run.Id }).ToView();
    });
}
