using Orleans;

namespace Preciso.Jobs;

/// <summary>
/// What a person may do to a job: its starter to their own, an operator to every job of the tenant. Its key is the job id.
/// Repeating a command that took effect changes nothing.
/// </summary>
[Alias("preciso.jobs")]
public interface IJobGrain : IGrain
{
    /// <summary>Stops it, waiting or running; whatever its worker still tries to write is refused.</summary>
    [Alias("jobs.cancel")]
    Task<JobStanding> Cancel(CancelJob command);

    /// <summary>Sends a job that ended without its result to wait again, with its attempts renewed; finished steps stay finished.</summary>
    [Alias("jobs.retry")]
    Task<JobStanding> Retry(RetryJob command);

    /// <summary>Takes a dead letter off the desk: nobody wants its result any more.</summary>
    [Alias("jobs.discard")]
    Task<JobStanding> Discard(DiscardJob command);

    /// <summary>Takes a job out of the queue, for an operator to look at.</summary>
    [Alias("jobs.set_aside")]
    Task<JobStanding> SetAside(SetJobAside command);
}

public sealed record CancelJob;

public sealed record RetryJob;

public sealed record DiscardJob;

/// <param name="Reason">In the operator's words; null for none.</param>
public sealed record SetJobAside(string? Reason)
{
    /// <summary>What stands in place of a reason that was not given.</summary>
    public const string NoReason = "An operator took it out of the queue.";
}

public sealed record JobStanding(Guid JobId, JobState Status);
