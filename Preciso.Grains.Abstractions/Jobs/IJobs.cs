namespace Preciso.Jobs;

/// <summary>Where work stands. People see the jobs that they started.</summary>
public interface IJobs
{
    /// <summary>Newest first.</summary>
    Task<Listing<JobView>> List(Caller caller, JobFilter filter, CancellationToken cancel);

    Task<JobDetail> Get(Caller caller, Guid jobId, CancellationToken cancel);
}

public sealed record JobFilter(JobState? State = null, string? Kind = null, Guid? DocumentId = null, string? Cursor = null, int Limit = 50);

/// <param name="Kind">For example <c>ingest</c>.</param>
/// <param name="Progress">0 to 100.</param>
/// <param name="Phase">What it is doing now: a code with a text in the console's resources.</param>
/// <param name="Filename">Of its document, if it has one that still exists.</param>
public sealed record JobView(
    Guid Id, string Kind, Lane Lane, JobState Status, Guid? DocumentId, string? Filename, int Attempt, int MaxAttempts, int Progress, string? Phase,
    JobProblem? Error, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, DateTimeOffset? NextAttemptAt);

public sealed record JobProblem(ErrorClass Class, string Code, string Detail);

public sealed record JobDetail(JobView Job, IReadOnlyList<JobStepView> Steps);

/// <summary>One step of one attempt; <see cref="EndedAt"/> is null while it runs or when its worker died in it.</summary>
/// <param name="Figures">What it counted: pages, chunks, milliseconds.</param>
public sealed record JobStepView(
    string Name, int Attempt, string Worker, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, IReadOnlyDictionary<string, double> Figures, JobProblem? Error);
