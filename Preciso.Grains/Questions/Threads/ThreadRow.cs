using System.Text.Json;
using Preciso.Jobs;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Threads;

/// <summary>A question of a conversation as questions.sql has it.</summary>
internal sealed class ThreadRow
{
    public Guid JobId { get; init; }
    public required string Question { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public required string State { get; init; }
    public required string AskedBy { get; init; }
    public bool IsOwn { get; init; }
    public string? Documents { get; init; }
    public string? Scope { get; init; }
    public string? Answer { get; init; }
    public bool? Helpful { get; init; }
    public string? Reason { get; init; }
    public string? Note { get; init; }

    /// <param name="release">What leaves of its answer.</param>
    public ThreadQuestion ToView(Func<Answer, Answer> release) => new(
        JobId, Question, AskedAt, Status(Snake.Parse<JobState>(State)), Parse<IReadOnlyList<AskedDocument>>(Documents),
        Parse<Answer>(Answer) is { } answer ? release(answer) : null,
        Helpful is { } helpful ? new AnswerRating(helpful, Reason is null ? null : Snake.Parse<RatingReason>(Reason), Note) : null)
    {
        AskedBy = AskedBy,
        IsOwn = IsOwn,
        Scope = Parse<ShownScope>(Scope),
    };

    private static QuestionStatus Status(JobState state) => state switch
    {
        JobState.Completed => QuestionStatus.Answered,
        JobState.Failed or JobState.DeadLetter or JobState.Canceled => QuestionStatus.Stopped,
        _ => QuestionStatus.Pending,
    };

    private static T? Parse<T>(string? json) where T : class =>
        json is null ? null : JsonSerializer.Deserialize<T>(json, PrecisoJson.Options);
}
