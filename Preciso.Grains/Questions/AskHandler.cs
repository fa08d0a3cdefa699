using Dapper;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Computing;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Grains.Questions.Threads;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions;

/// <summary>Understand, plan, retrieve, rank, answer, guard.</summary>
internal sealed class AskHandler(
    Database database, FollowUp followUp, Planner planner, Retrieval retrieval, ComputingAnswerer computing, UnansweredReasons reasons,
    JobSteps steps, SiloName silo, TimeProvider time)
    : IJobHandler
{
    public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
    {
        var job = run.Job;
        var question = run.Args<AskQuestion>();
        var start = time.GetTimestamp();
        var retrieved = start;
        var found = new Dictionary<string, double>();
        var (understood, extracted, unanswered) = await database.Query(
            job.TenantId,
            async connection =>
            {
                var asked = followUp.Resolve(question.Question, await Before(connection, job, question));
                var plan = planner.Plan(asked);
                var candidates = await retrieval.Find(
                    connection, job.Caller, asked, plan, question.DocumentIds, cancel, figures: found);
                retrieved = time.GetTimestamp();
                var ranked = Ranking.Rank(plan, candidates, question.TopK);
                var quoted = Answerer.Extract(plan, ranked);
                var answer = await computing.Answer(connection, job.Caller, asked, plan, ranked, quoted, cancel);
                return (asked, answer, answer.Evidence.Count > 0 ? null
                    : await reasons.Find(connection, job, question, asked, plan, cancel));
            },
            cancel);
        var end = time.GetTimestamp();
        var answer = new Answer(
            unanswered is null, extracted.Text, extracted.Evidence, job.JobId,
            new AnswerTimings(Milliseconds(start, retrieved), Milliseconds(retrieved, end), Milliseconds(start, end)),
            extracted.Statements, question.ThreadId, unanswered?.Searched)
        {
            Understood = understood == question.Question ? null : understood,
            Derivation = extracted.Derivation.Count > 0 ? extracted.Derivation : null,
            Missing = extracted.Missing.Count > 0 ? extracted.Missing : null,
            Reason = unanswered?.Reason,
            Held = unanswered is { Held: { Count: > 0 } held } ? held : null,
        };
        await Record(job, answer, found, start, retrieved, end, cancel);
        return JobResult.From(answer);
    }

    /// <summary>The question before it in its conversation, as it was understood.</summary>
    private static Task<string?> Before(NpgsqlConnection connection, ClaimedJob job, AskQuestion question) =>
        connection.QuerySingleOrDefaultAsync<string?>(
            """
            SELECT coalesce(j.result ->> 'understood', j.args ->> 'question')
            FROM threads t JOIN thread_questions q USING (thread_id) JOIN jobs j ON j.job_id = q.job_id
            WHERE t.thread_id = @ThreadId AND t.user_id = @UserId AND q.job_id < @JobId
            ORDER BY q.job_id DESC
            LIMIT 1
            """,
            new { question.ThreadId, job.UserId, job.JobId });

    private Task Record(
        ClaimedJob job, Answer answer, IReadOnlyDictionary<string, double> found, long start, long retrieved, long end,
        CancellationToken cancel)
    {
        var now = time.GetTimestamp();
        var figures = new Dictionary<string, double> { ["evidence"] = answer.Evidence.Count, ["answered"] = answer.Answered ? 1 : 0 };
        return steps.Record(
            job, silo.Name,
            [
                new MomentaryStep("retrieve", time.GetElapsedTime(start, now), time.GetElapsedTime(retrieved, now), found),
                new MomentaryStep("answer", time.GetElapsedTime(retrieved, now), time.GetElapsedTime(end, now), figures),
            ],
            cancel);
    }

    private double Milliseconds(long start, long end) => Math.Round(time.GetElapsedTime(start, end).TotalMilliseconds, 2);
}
