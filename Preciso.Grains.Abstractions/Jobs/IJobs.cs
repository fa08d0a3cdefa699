using System.Text.Json;

namespace Preciso.Jobs;

/// <summary>Where work stands. People see the jobs that they started, operators every job of their tenant.</summary>
public interface IJobs
{
    /// <summary>The kinds of work that there are, those first that people wait for.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>Newest first.</summary>
    Task<Listing<JobView>> List(Caller caller, JobFilter filter, CancellationToken cancel);

    Task<JobDetail> Get(Caller caller, Guid jobId, CancellationToken cancel);

    /// <summary>Where the job was when, across attempts, steps and silos, oldest first; lines of the audit trail for admins only.</summary>
    Task<IReadOnlyList<TraceLine>> Trace(Caller caller, Guid jobId, CancellationToken cancel);

    /// <summary>How many jobs the filter finds, on all its pages, and to how many of them each thing may be done.</summary>
    Task<JobCount> Count(Caller caller, JobFilter filter, CancellationToken cancel);

    /// <summary>
    /// Does the same to every job that the filter finds and that allows it, at most 1,000; those that went on in between are counted as
    /// refused.
    /// </summary>
    Task<BulkOutcome> DoToAll(Caller caller, JobFilter filter, JobAction action, CancellationToken cancel);
}

/// <param name="Everybody">All jobs of the tenant, for operators; otherwise the caller's own.</param>
/// <param name="From">Created at or after.</param>
/// <param name="To">Created before.</param>
/// <param name="ErrorCode">The code of the problem that it stands at now.</param>
/// <param name="States">Any of these.</param>
/// <param name="ByEnd"><paramref name="From"/> and <paramref name="To"/> say when it ended.</param>
public sealed record JobFilter(
    JobState? State = null, string? Kind = null, Guid? DocumentId = null, string? Cursor = null, int Limit = 50, bool Everybody = false,
    Guid? UserId = null, Guid? JobId = null, DateTimeOffset? From = null, DateTimeOffset? To = null, string? ErrorCode = null,
    IReadOnlyList<JobState>? States = null, Lane? Lane = null, bool ByEnd = false);

public sealed record JobCount(int Total, IReadOnlyDictionary<JobAction, int> Allowing);

/// <summary>What a person may do to a job in its state.</summary>
public enum JobAction
{
    Cancel,
    Retry,
    Discard,
    SetAside,
}

public sealed record BulkOutcome(int Done, int Refused);

/// <param name="Kind">For example <c>ingest</c>.</param>
/// <param name="Progress">0 to 100.</param>
/// <param name="Phase">What it is doing now: a code with a text in the console's resources.</param>
/// <param name="Filename">Of its document, if the asker may read it.</param>
/// <param name="UserName">Who started it.</param>
/// <param name="Actions">What may be done to it now.</param>
/// <param name="Subject">The beginning of what its starter asked; null for others and where nothing was asked.</param>
public sealed record JobView(
    Guid Id, string Kind, Lane Lane, JobState Status, Guid? DocumentId, string? Filename, int Attempt, int MaxAttempts, int Progress,
    string? Phase, JobProblem? Error, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt,
    DateTimeOffset? NextAttemptAt, Guid UserId, string UserName, string? Worker, IReadOnlyList<JobAction> Actions,
    string? Subject = null);

public sealed record JobProblem(ErrorClass Class, string Code, string Detail);

/// <param name="Result">What a completed job keeps for its starter, for example an answer; null for others and where there is none.</param>
/// <param name="Question">What its starter asked; null for others and where nothing was asked.</param>
public sealed record JobDetail(JobView Job, IReadOnlyList<JobStepView> Steps, JsonElement? Result, string? Question = null);

/// <summary>One step of one attempt; <see cref="EndedAt"/> is null while it runs or when its worker died in it.</summary>
/// <param name="Figures">What it counted: pages, chunks, milliseconds.</param>
public sealed record JobStepView(
    string Name, int Attempt, string Worker, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, IReadOnlyDictionary<string, double> Figures,
    JobProblem? Error);
