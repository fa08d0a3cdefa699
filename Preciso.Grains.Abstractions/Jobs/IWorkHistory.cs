namespace Preciso.Jobs;

/// <summary>What ended in a stretch of time, in equal parts of it, for the operators of the tenant whose work it was.</summary>
public interface IWorkHistory
{
    /// <summary>The longest stretch that one call answers for.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromDays(8);

    /// <param name="from">Rounded up to where a part begins.</param>
    /// <param name="to">Rounded up as well, so that the part that is under way just now is there.</param>
    Task<WorkHistory> Read(Caller caller, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel);
}

/// <param name="Parts">Every one, oldest first, also where nothing ended.</param>
/// <param name="Failures">The most frequent first, at most 20.</param>
/// <param name="Tenants">The busiest first, at most 50; null for all but the company that runs the installation.</param>
public sealed record WorkHistory(
    DateTimeOffset From, DateTimeOffset To, int StepSeconds, IReadOnlyList<WorkPart> Parts, IReadOnlyList<FailedWork> Failures,
    IReadOnlyList<TenantWork>? Tenants);

/// <summary>What ended from <paramref name="At"/> until the next part begins.</summary>
/// <param name="Lanes">Those in which anything ended.</param>
public sealed record WorkPart(DateTimeOffset At, IReadOnlyList<LaneWork> Lanes);

/// <param name="Failed">With the dead letters.</param>
/// <param name="Wait">From a job's creation to its first start; null where none was ever started.</param>
public sealed record LaneWork(Lane Lane, int Completed, int Failed, int Canceled, Spread? Wait);

/// <param name="Problem">Its class and code; its detail is that of one of the jobs.</param>
public sealed record FailedWork(string Kind, JobProblem Problem, int Count);

/// <param name="Waiting">Now, with those that wait for their next attempt.</param>
/// <param name="Running">Now.</param>
public sealed record TenantWork(Guid TenantId, string Name, int Completed, int Failed, int Waiting, int Running);
