using Dapper;
using Preciso.Evaluations;
using Preciso.Grains.Evaluations.Judging;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Evaluations;

/// <summary>
/// Asks the cases of a run one after the other, as their owner and as anybody asks, so that a run finds what its owner would. Each result
/// is written by itself: after a death those that are there are not asked again, and one that was asked already has the same answer.
/// </summary>
internal sealed class RunHandler(Database database, IQuestions questions, IGrains grains) : IJobHandler
{
    private const string Phase = "evaluating";

    public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
    {
        var (job, setId) = (run.Job, run.Args<RunToAsk>().SetId);
        var cases = await ToAsk(job, cancel);
        for (var i = 0; i < cases.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            run.Report(100 * i / cases.Count, Phase);
            var answer = await Ask(job, cases[i]);
            var verdict = Judge.Try(cases[i].Expectation, answer);
            run.Add(RunStore.Result(job.TenantId, job.JobId, cases[i].RevisionId, answer?.JobId, verdict));
            await run.Save(cancel);
        }
        return JobResult.From(await grains.Get<ICaseSetGrain>(setId, job.Caller).EndRun(new EndRun(job.Lease)));
    }

    /// <summary>Those of the run's version that can be asked and were not yet.</summary>
    private Task<IReadOnlyList<CaseRevision>> ToAsk(ClaimedJob job, CancellationToken cancel) => database.Query(
        job.TenantId,
        async connection =>
        {
            var known = (await connection.QueryAsync<Guid>(
                "SELECT revision_id FROM evaluation_results WHERE run_id = @JobId", new { job.JobId })).ToHashSet();
            var (setId, version) = await connection.QuerySingleOrDefaultAsync<(Guid, int)>(
                "SELECT set_id, version FROM evaluation_runs WHERE run_id = @JobId", new { job.JobId });
            var cases = await CaseStore.Cases(connection, setId, version);
            return (IReadOnlyList<CaseRevision>)[.. cases.Where(found => found.Expectation.IsSaid && !known.Contains(found.RevisionId))];
        },
        cancel);

    /// <summary>
    /// Null where there is no asking it: a document that it is put to is gone, or was taken from its owner. To be told to wait is no
    /// answer: the job waits. A question that has begun is not given up half way, for its key would have no answer ever after.
    /// </summary>
    private async Task<Answer?> Ask(ClaimedJob job, CaseRevision asked)
    {
        try
        {
            var question = new AskQuestion(asked.Question, DocumentIds: asked.Within) { Scope = asked.AskedScope };
            return await questions.AskApart(job.Caller, question, $"{job.JobId:N}:{asked.RevisionId:N}", CancellationToken.None);
        }
        catch (ProblemException gone) when (gone.Kind is ProblemKind.NotFound or ProblemKind.Conflict)
        {
            return null;
        }
    }
}
