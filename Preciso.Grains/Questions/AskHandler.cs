using Dapper;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Computing;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions;

/// <summary>Plan, retrieve, rank, answer, guard.</summary>
internal sealed class AskHandler(
    Database database, Planner planner, Retrieval retrieval, ComputingAnswerer computing, JobSteps steps, SiloName silo, TimeProvider time)
    : IJobHandler
{
    public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
    {
        var job = run.Job;
        var question = run.Args<AskQuestion>();
        var start = time.GetTimestamp();
        var plan = planner.Plan(question.Question);
        var retrieved = start;
        var extracted = await database.Query(
            job.TenantId,
            async connection =>
            {
                var candidates = await retrieval.Find(connection, job.Caller, question.Question, plan, question.DocumentIds, cancel);
                retrieved = time.GetTimestamp();
                var ranked = Ranking.Rank(plan, candidates, question.TopK);
                var quoted = Answerer.Extract(plan, ranked);
                var isAllowed = quoted.Evidence.Count > 0;
                return await computing.Answer(connection, job.Caller, question.Question, plan, ranked, isAllowed, cancel) ?? quoted;
            },
            cancel);
        var end = time.GetTimestamp();
        var isAnswered = extracted.Evidence.Count > 0;
        var answer = new Answer(
            isAnswered, extracted.Text, extracted.Evidence, job.JobId,
            new AnswerTimings(Milliseconds(start, retrieved), Milliseconds(retrieved, end), Milliseconds(start, end)),
            extracted.Statements, question.ThreadId, isAnswered ? null : await Searched(job, question, cancel),
            Derivation: extracted.Derivation.Count > 0 ? extracted.Derivation : null);
        await Record(job, answer, start, retrieved, end, cancel);
        return JobResult.From(answer);
    }

    private Task<SearchedDocuments> Searched(ClaimedJob job, AskQuestion question, CancellationToken cancel) => database.Query(
        job.TenantId,
        connection => connection.QuerySingleAsync<SearchedDocuments>(
            """
            SELECT count(*) FILTER (WHERE d.state = 'ready')::int AS ready,
                   count(*) FILTER (WHERE d.state IN ('queued', 'reading', 'indexing'))::int AS under_way,
                   count(*) FILTER (WHERE d.state IN ('needs_review', 'failed'))::int AS unusable,
                   @only::uuid[] IS NOT NULL AS restricted
            FROM visible_documents(@TenantId, @UserId) v JOIN documents d USING (document_id)
            WHERE @only::uuid[] IS NULL OR d.document_id = ANY (@only)
            """,
            new { job.TenantId, job.UserId, only = question.DocumentIds?.ToArray() }),
        cancel);

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
