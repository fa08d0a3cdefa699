using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Preciso.Grains.Jobs;
using Preciso.Grains.Questions.Threads;
using Preciso.Grains.Storage;
using Preciso.Jobs;
using Preciso.Questions;

namespace Preciso.Grains.Questions;

/// <summary>Takes questions in: each is a job, answered here and now or by a worker in its turn.</summary>
internal sealed class QuestionService(
    Database database, JobAdmission admission, JobExecutor executor, IGrains grains, IChanges changes) : IQuestions
{
    private const int LongestQuestion = 2_000;
    private const int MostEvidence = 50;
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
        await Validate(caller, question, cancel);
        var (placed, record) = ThreadStore.Place(caller, question);
        var admitted = await admission.Begin(caller, QuestionJobs.Ask, KeyOf(caller, key), Write(placed), cancel, record);
        if (admitted.Job is { } job)
        {
            yield return new QuestionTaken(job.JobId, placed.ThreadId!.Value);
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
        await Validate(caller, question, cancel);
        var admitted = await admission.Begin(caller, QuestionJobs.Ask, KeyOf(caller, key), Write(question), cancel);
        return admitted.Job is { } job ? await Run(caller, job, cancel) : await Known(caller, admitted.JobId, cancel);
    }

    public async Task<QuestionTaken> Enqueue(Caller caller, AskQuestion question, string? key, CancellationToken cancel)
    {
        await Validate(caller, question, cancel);
        var (placed, record) = ThreadStore.Place(caller, question);
        var jobId = await admission.Enqueue(caller, QuestionJobs.Ask, KeyOf(caller, key), Write(placed), cancel, record);
        var asked = (await Kept(caller, jobId, cancel)).Asked;
        RequireSame(asked, question);
        return new QuestionTaken(jobId, asked.ThreadId ?? placed.ThreadId!.Value);
    }

    private async Task<Answer> Run(Caller caller, ClaimedJob job, CancellationToken cancel)
    {
        using var gone = new CancellationTokenSource();
        await using var _ = cancel.Register(() => grains.Get<IJobGrain>(job.JobId, caller).Cancel(new CancelJob()));
        var attempt = await executor.Run(job, gone.Token);
        cancel.ThrowIfCancellationRequested();
        attempt.Error?.Throw();
        return attempt.Result as Answer
            ?? throw new ProblemException(ProblemKind.Conflict, "question_stopped", "The question was canceled before it was answered.");
    }

    /// <summary>The same call again: its answer, once there is one.</summary>
    private async Task<Answer> Known(Caller caller, Guid jobId, CancellationToken cancel)
    {
        var news = new WakeSignal();
        using var subscription = changes.Subscribe(caller.TenantId, _ => news.Wake());
        while (true)
        {
            var (state, _, result) = await Kept(caller, jobId, cancel);
            if (result is not null)
            {
                var answer = Parse<Answer>(result);
                var named = answer.Evidence.Select(evidence => evidence.DocumentId).Concat((answer.Held ?? []).Select(held => held.Id));
                await RequireVisible(caller, [.. named], cancel);
                return answer;
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

    private async Task Validate(Caller caller, AskQuestion question, CancellationToken cancel)
    {
        Validate(question);
        if (question.DocumentIds is { } named)
        {
            await RequireVisible(caller, named, cancel);
        }
    }

    private static void Validate(AskQuestion question)
    {
        if (string.IsNullOrWhiteSpace(question.Question))
        {
            throw new ProblemException(ProblemKind.Invalid, "question_empty", "Write a question.");
        }

        if (question.Question.Length > LongestQuestion)
        {
            throw new ProblemException(ProblemKind.Invalid, "question_too_long", $"A question has at most {LongestQuestion} characters.");
        }

        if (question.TopK is < 1 or > MostEvidence)
        {
            throw new ProblemException(ProblemKind.Invalid, "top_k_out_of_range", $"top_k is 1 to {MostEvidence}.");
        }
    }

    /// <summary>A document that is not there, or not for this caller, is an error; silence would look like "it does not say".</summary>
    private async Task RequireVisible(Caller caller, IReadOnlyList<Guid> documentIds, CancellationToken cancel)
    {
        var distinct = documentIds.Distinct().ToArray();
        var visible = await database.Query(
            caller.TenantId,
            connection => connection.ExecuteScalarAsync<long>(
                "SELECT count(*) FROM visible_documents(@TenantId, @UserId) WHERE document_id = ANY (@distinct)",
                new { caller.TenantId, caller.UserId, distinct }),
            cancel);
        if (visible != distinct.Length)
        {
            throw ProblemException.NotFound("document");
        }
    }

    /// <param name="asked">As it was placed in a conversation.</param>
    private static void RequireSame(AskQuestion asked, AskQuestion question)
    {
        var same = asked.Question == question.Question && asked.TopK == question.TopK
            && (question.ThreadId is null || question.ThreadId == asked.ThreadId)
            && (asked.DocumentIds ?? []).Order().SequenceEqual((question.DocumentIds ?? []).Order());
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
