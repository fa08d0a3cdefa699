namespace Preciso.Jobs;

// The queue's own statements write these events (log_job_events in the schema), so all have one form.

/// <param name="Attempt">0 before the first.</param>
/// <param name="Worker">The silo that holds it, while one does.</param>
public sealed record JobEnqueued(Guid JobId, string Kind, Guid? DocumentId, int Attempt, string? Worker, JobProblem? Error) : IAboutJob
{
    public static string EventName => "jobs.enqueued";
}

public sealed record JobStarted(Guid JobId, string Kind, Guid? DocumentId, int Attempt, string? Worker, JobProblem? Error) : IAboutJob
{
    public static string EventName => "jobs.started";
}

/// <summary>The attempt failed for a reason that may pass, or its worker fell silent; another follows.</summary>
public sealed record JobRetrying(Guid JobId, string Kind, Guid? DocumentId, int Attempt, string? Worker, JobProblem? Error) : IAboutJob
{
    public static string EventName => "jobs.retrying";
}

/// <summary>Its silo stopped in good order and handed it back; another takes it over at once.</summary>
public sealed record JobReleased(Guid JobId, string Kind, Guid? DocumentId, int Attempt, string? Worker, JobProblem? Error) : IAboutJob
{
    public static string EventName => "jobs.released";
}

public sealed record JobCompleted(Guid JobId, string Kind, Guid? DocumentId, int Attempt, string? Worker, JobProblem? Error) : IAboutJob
{
    public static string EventName => "jobs.completed";
}

public sealed record JobFailed(Guid JobId, string Kind, Guid? DocumentId, int Attempt, string? Worker, JobProblem? Error) : IAboutJob
{
    public static string EventName => "jobs.failed";
}

public sealed record JobDeadLettered(Guid JobId, string Kind, Guid? DocumentId, int Attempt, string? Worker, JobProblem? Error) : IAboutJob
{
    public static string EventName => "jobs.dead_letter";
}

/// <summary>Stopped, or discarded from the dead letters, by a person.</summary>
public sealed record JobCanceled(Guid JobId, string Kind, Guid? DocumentId, int Attempt, string? Worker, JobProblem? Error) : IAboutJob
{
    public static string EventName => "jobs.canceled";
}

/// <summary>Sent to wait once more by a person after it had ended.</summary>
public sealed record JobRetried(Guid JobId, string Kind, Guid? DocumentId, int Attempt, string? Worker, JobProblem? Error) : IAboutJob
{
    public static string EventName => "jobs.retried";
}
