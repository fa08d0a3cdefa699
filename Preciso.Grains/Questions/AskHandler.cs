using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Caching;
using Preciso.Grains.Questions.Computing;
using Preciso.Grains.Questions.Embedders;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Grains.Questions.Threads;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions;

/// <summary>
/// Understand, look whether the same has been answered, plan, retrieve, rank, answer, guard: all of it of one moment, so that an answer is
/// kept under what its asker could see when it came about.
/// </summary>
internal sealed class AskHandler(
    Database database, Vocabularies vocabularies, QuestionVectors vectors, Retrieval retrieval, UnansweredReasons reasons, JobSteps steps,
    SiloName silo, TimeProvider time)
    : IJobHandler
{
    public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
    {
        var job = run.Job;
        var question = run.Args<AskQuestion>();
        var start = time.GetTimestamp();
        var given = await database.Snapshot(job.TenantId, connection => Answer(connection, job, question, cancel), cancel);
        var end = time.GetTimestamp();
        var retrieved = given.Retrieved ?? start;
        var answer = given.Answer with
        {
            JobId = job.JobId,
            ThreadId = question.ThreadId,
            Timings = new AnswerTimings(Milliseconds(start, retrieved), Milliseconds(retrieved, end), Milliseconds(start, end)),
            Understood = given.Understood == question.Question ? null : given.Understood,
        };
        await Record(job, answer, given, (start, retrieved, end), cancel);
        return JobResult.From(answer);
    }

    private async Task<GivenAnswer> Answer(NpgsqlConnection connection, ClaimedJob job, AskQuestion question, CancellationToken cancel)
    {
        var basis = await AskBasis.Read(connection, job, question, cancel);
        var words = await vocabularies.Find(connection, job.TenantId, basis.Measures);
        var understood = words.FollowUp.Resolve(question.Question, basis.Before);
        var asked = question with { Question = AnswerKey.Normal(understood) };
        var key = basis.Cache ? AnswerKey.Make(job.Caller, asked, basis) : null;
        if (key is not null && await AnswerCache.Find(connection, job.Caller, key, cancel) is { } known)
        {
            var from = known.Trace?.CachedFrom ?? known.JobId;
            return new GivenAnswer(known with { Trace = basis.ToTrace() with { CachedFrom = from } }, understood, null, null, null);
        }
        var meaning = await vectors.Find(job.Caller, basis.Embedder, asked.Question, cancel);
        var (answer, retrieved) = await WorkOut(connection, job, asked, basis, words, meaning.Vector, cancel);
        return new GivenAnswer(answer, understood, meaning.Failed ? null : key, retrieved, meaning);
    }

    private async Task<(Answer Answer, long Retrieved)> WorkOut(
        NpgsqlConnection connection, ClaimedJob job, AskQuestion asked, AskBasis basis, Vocabulary words,
        QuestionVector? meaning, CancellationToken cancel)
    {
        var plan = words.Planner.Plan(asked.Question);
        var candidates = await retrieval.Find(
            connection, job.Caller, asked.Question, plan, Restriction.Read(asked), cancel, meaning: meaning);
        var retrieved = time.GetTimestamp();
        var best = basis.Rerank ? Ranking.Rank(plan, candidates, asked.TopK) : Ranking.AsFound(candidates, asked.TopK);
        var ranked = await Retrieval.Open(connection, job.Caller, best, cancel);
        var quoted = Answerer.Extract(plan, ranked, basis.Compress);
        var extracted = await words.Computing.Answer(connection, job.Caller, asked.Question, plan, ranked, quoted, cancel);
        var unanswered = extracted.Evidence.Count > 0 ? null
            : await reasons.Find(connection, job, asked, asked.Question, plan, cancel);
        var answer = new Answer(
            unanswered is null, extracted.Text, extracted.Evidence, job.JobId, new AnswerTimings(0, 0, 0), extracted.Statements,
            Searched: unanswered?.Searched)
        {
            Derivation = extracted.Derivation.Count > 0 ? extracted.Derivation : null,
            Missing = extracted.Missing.Count > 0 ? extracted.Missing : null,
            Reason = unanswered?.Reason,
            Held = unanswered is { Held: { Count: > 0 } held } ? held : null,
            Trace = basis.ToTrace(),
        };
        return (answer, retrieved);
    }

    private Task Record(
        ClaimedJob job, Answer answer, GivenAnswer given, (long Start, long Retrieved, long End) at, CancellationToken cancel)
    {
        var now = time.GetTimestamp();
        var trace = answer.Trace!;
        var figures = new Dictionary<string, double>
        {
            ["evidence"] = answer.Evidence.Count, ["answered"] = answer.Answered ? 1 : 0, ["policy"] = trace.Policy,
            ["rerank"] = trace.Rerank ? 1 : 0, ["compress"] = trace.Compress ? 1 : 0, ["cache"] = trace.Cache ? 1 : 0,
        };
        IReadOnlyList<NpgsqlBatchCommand> cached = given.Key is { } key ? [AnswerCache.Keep(job, key)] : [];
        IReadOnlyList<MomentaryStep> taken = trace.CachedFrom is null
            ? [Step("retrieve", at.Start, at.Retrieved, given.Meaning?.ToFigures() ?? []), Step("answer", at.Retrieved, at.End, figures)]
            : [Step("cached", at.Start, at.End, figures)];
        return steps.Record(job, silo.Name, taken, [.. KeptAnswers.Keep(job, given.Understood, answer), .. cached], cancel);

        MomentaryStep Step(string name, long began, long ended, Dictionary<string, double> counted) =>
            new(name, time.GetElapsedTime(began, now), time.GetElapsedTime(ended, now), counted);
    }

    private double Milliseconds(long start, long end) => Math.Round(time.GetElapsedTime(start, end).TotalMilliseconds, 2);

    /// <param name="Key">Under which it is kept; null for one that was given before, and where nothing is cached.</param>
    /// <param name="Retrieved">When all was found; null where nothing was looked for.</param>
    /// <param name="Meaning">Null where nothing was looked for.</param>
    private sealed record GivenAnswer(Answer Answer, string Understood, byte[]? Key, long? Retrieved, QuestionMeaning? Meaning);
}
