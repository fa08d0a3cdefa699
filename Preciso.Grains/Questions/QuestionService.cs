using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Preciso.Grains.Jobs;
using Preciso.Grains.Questions.Policies;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Grains.Questions.Threads;
using Preciso.Grains.Storage;
using Preciso.Jobs;
using Preciso.Questions;

namespace Preciso.Grains.Questions;

/// <summary>Takes questions in: each is a job, answered here and now or by a worker in its turn.</summary>
internal sealed class QuestionService(
    Database database, JobAdmission admission, JobExecutor executor, AnswerRelease release, IGrains grains, QuestionRules rules,
    Announcements announcements) : IQuestions
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public async Task<Answer> Ask(Caller caller, AskQuestion question, string? key, CancellationToken cancel)
    {
        Answer? answer = null;
        await foreach (var part in Stream(caller, question, key, cancel))
        {
            answer = (part as AnswerGiven)?.Answer;
        }
        return answer!;
    }

    public async IAsyncEnumerable<AnswerPart> Stream(
        Caller caller, AskQuestion question, string? key, [EnumeratorCancellation] CancellationToken cancel)
    {
        await rules.Require(caller, question, cancel);
        var placed = new Placement(caller, question);
        var admitted = await admission.Begin(caller, QuestionJobs.Ask, KeyOf(caller, key), Write(placed.Question), cancel, placed.Record);
        if (admitted.Job is { } job)
        {
            Announce(caller, placed);
            yield return new QuestionTaken(job.JobId, placed.Question.ThreadId!.Value);
            yield return new AnswerGiven(await Run(caller, job, cancel));
            yield break;
        }
        var asked = (await Kept(caller, admitted.JobId, cancel)).Asked;
        RequireSame(asked, question);
        if (asked.ThreadId is { } thread)
        {
            yield return new QuestionTaken(admitted.JobId, thread);
        }
        yield return new AnswerGiven(await Known(caller, admitted.JobId, cancel));
    }

    public async Task<Answer> AskApart(Caller caller, AskQuestion question, string key, CancellationToken cancel)
    {
        await rules.Require(caller, question, cancel);
        var admitted = await admission.Begin(caller, QuestionJobs.Ask, KeyOf(caller, key), Write(question), cancel);
        return admitted.Job is { } job ? await Run(caller, job, cancel) : await Known(caller, admitted.JobId, cancel);
    }

    public async Task<QuestionTaken> Enqueue(Caller caller, AskQuestion question, string? key, CancellationToken cancel)
    {
        await rules.Require(caller, question, cancel);
        var placed = new Placement(caller, question);
        var jobId = await admission.Enqueue(caller, QuestionJobs.Ask, KeyOf(caller, key), Write(placed.Question), cancel, placed.Record);
        Announce(caller, placed);
        var asked = (await Kept(caller, jobId, cancel)).Asked;
        RequireSame(asked, question);
        return new QuestionTaken(jobId, asked.ThreadId ?? placed.Question.ThreadId!.Value);
    }

    /// <summary>To the others who have the conversation open.</summary>
    private void Announce(Caller caller, Placement placed)
    {
        if (placed.IsShared)
        {
            announcements.Publish([new Change(caller.TenantId, null, null, ThreadId: placed.Question.ThreadId)]);
        }
    }

    private async Task<Answer> Run(Caller caller, ClaimedJob job, CancellationToken cancel)
    {
        using var gone = new CancellationTokenSource();
        await using var _ = cancel.Register(() => grains.Get<IJobGrain>(job.JobId, caller).Cancel(new CancelJob()));
        var attempt = await executor.Run(job, gone.Token);
        cancel.ThrowIfCancellationRequested();
        attempt.Error?.Throw();
        return attempt.Result is Answer answer
            ? await release.Release(caller, answer, cancel)
            : throw new ProblemException(ProblemKind.Conflict, "question_stopped", "The question was canceled before it was answered.");
    }

    /// <summary>The same call again: its answer, once there is one.</summary>
    private async Task<Answer> Known(Caller caller, Guid jobId, CancellationToken cancel)
    {
        var news = new WakeSignal();
        using var subscription = announcements.Subscribe(caller.TenantId, _ => news.Wake());
        while (true)
        {
            var (state, _, result) = await Kept(caller, jobId, cancel);
            if (result is not null)
            {
                var answer = Parse<Answer>(result);
                var named = answer.Evidence.Select(evidence => evidence.DocumentId).Concat((answer.Held ?? []).Select(held => held.Id));
                await rules.RequireVisible(caller, [.. named], cancel);
                return await release.Release(caller, answer, cancel);
            }
            if (state is JobState.Failed or JobState.DeadLetter or JobState.Canceled)
            {
                throw new ProblemException(
                    ProblemKind.Conflict, "question_stopped", "The question came to no answer. Ask it again with a new idempotency key.");
            }
            await news.Wait(LongestWait, cancel);
        }
    }

    private Task<(JobState State, AskQuestion Asked, string? Result)> Kept(Caller caller, Guid jobId, CancellationToken cancel) =>
        database.Query(
            caller.TenantId,
            async connection =>
            {
                var (state, args, result) = await connection.QuerySingleAsync<(string, string, string?)>(
                    "SELECT state, args::text, result::text FROM jobs WHERE job_id = @jobId", new { jobId });
                return (Snake.Parse<JobState>(state), Parse<AskQuestion>(args), result);
            },
            cancel);

    /// <param name="asked">As it was placed in a conversation.</param>
    private static void RequireSame(AskQuestion asked, AskQuestion question)
    {
        var same = asked.Question == question.Question && asked.TopK == question.TopK
            && (question.ThreadId is null || question.ThreadId == asked.ThreadId)
            && Restriction.Read(asked).IsSame(Restriction.Read(question));
        if (!same)
        {
            throw new ProblemException(ProblemKind.Conflict, "idempotency_key_reused",
                "This idempotency key belongs to another question. Use a new key for a new question.");
        }
    }

    // A key is its caller's own; without one every call is new.
    private static string KeyOf(Caller caller, string? key) => key is null ? Guid.CreateVersion7().ToString() : $"{caller.UserId:N}:{key}";

    private static string Write(AskQuestion question) => JsonSerializer.Serialize(question, PrecisoJson.Options);

    private static T Parse<T>(string json) => JsonSerializer.Deserialize<T>(json, PrecisoJson.Options)!;
}
