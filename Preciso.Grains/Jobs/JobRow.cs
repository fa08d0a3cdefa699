using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>A job as the database has it.</summary>
internal sealed class JobRow
{
    public Guid JobId { get; init; }
    public required string Kind { get; init; }
    public required string Lane { get; init; }
    public required string State { get; init; }
    public Guid? DocumentId { get; init; }
    public string? Filename { get; init; }
    public int Attempt { get; init; }
    public int MaxAttempts { get; init; }
    public short Progress { get; init; }
    public string? Phase { get; init; }
    public string? ErrorClass { get; init; }
    public string? ErrorCode { get; init; }
    public string? ErrorDetail { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public DateTimeOffset RunAt { get; init; }
    public Guid UserId { get; init; }
    public required string UserName { get; init; }
    public string? Worker { get; init; }
    public string? Subject { get; init; }

    public JobView ToView()
    {
        var state = Snake.Parse<JobState>(State);
        return new JobView(
            JobId, Kind, Snake.Parse<Lane>(Lane), state, DocumentId, Filename, Attempt, MaxAttempts, Progress, Phase,
            ProblemRow.Problem(ErrorClass, ErrorCode, ErrorDetail), CreatedAt, StartedAt, EndedAt,
            state == JobState.Retrying ? RunAt : null, UserId, UserName, Worker, JobLife.ActionsIn(state), Subject);
    }
}

internal static class ProblemRow
{
    public static JobProblem? Problem(string? errorClass, string? code, string? detail) =>
        code is null ? null : new JobProblem(Snake.Parse<ErrorClass>(errorClass ?? "bug"), code, detail ?? "");
}
