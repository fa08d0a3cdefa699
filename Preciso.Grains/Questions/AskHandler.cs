using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions;

/// <summary>Plan, retrieve, rank, answer, guard.</summary>
internal sealed class AskHandler(
    Database database, Planner planner, Retrieval retrieval, JobSteps steps, SiloName silo, TimeProvider time) : IJobHandler
{
    public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
    {
        var job = run.Job;
        var question = run.Args<AskQuestion>();
        var start = time.GetTimestamp();
        var plan = planner.Plan(question.Question);
        var candidates = await database.Query(
            job.TenantId,
            connection => retrieval.Find(connection, job.Caller, question.Question, plan, question.DocumentIds, cancel), cancel);
        var retrieved = time.GetTimestamp();
        var extracted = Answerer.Extract(plan, Ranking.Rank(plan, candidates, question.TopK));
        var end = time.GetTimestamp();
        var answer = new Answer(
            extracted.Evidence.Count > 0, extracted.Text, extracted.Evidence, job.JobId,
            new AnswerTimings(Milliseconds(start, retrieved), Milliseconds(retrieved, end), Milliseconds(start, end)));
        await Record(job, answer, start, retrieved, end, cancel);
        return JobResult.From(answer);
    }

    private Task Record(ClaimedJob job, Answer answer, long start, long retrieved, long end, CancellationToken cancel)
    {
        var now = time.GetTimestamp();
        var figures = new Dictionary<string, double> { ["evidence"] = answer.Evidence.Count, ["answered"] = answer.Answered ? 1 : 0 };
        return steps.Record(
            job, silo.Name,
            [
                new MomentaryStep(
                    "retrieve", time.GetElapsedTime(start, now), time.GetElapsedTime(retrieved, now), new Dictionary<string, double>()),
                new MomentaryStep("answer", time.GetElapsedTime(retrieved, now), time.GetElapsedTime(end, now), figures),
            ],
            cancel);
    }

    private double Milliseconds(long start, long end) => Math.Round(time.GetElapsedTime(start, end).TotalMilliseconds, 2);
}
