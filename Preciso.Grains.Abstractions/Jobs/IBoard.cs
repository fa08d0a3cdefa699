namespace Preciso.Jobs;

/// <summary>How the work of a tenant goes just now, for its operators. Nothing of it tells of another tenant's work.</summary>
public interface IBoard
{
    Task<Board> Get(Caller caller, CancellationToken cancel);

    /// <summary>
    /// Whether the caller's company is the one that was here first: it runs the installation, and sees what is everybody's.
    /// </summary>
    Task<bool> RunsInstallation(Caller caller, CancellationToken cancel);
}

/// <param name="Minutes">The last sixty, oldest first.</param>
/// <param name="Failures">Of the last 24 hours, the most frequent first.</param>
/// <param name="Silos">Of the installation, which all tenants share.</param>
/// <param name="Stranded">Work that waits for a kind of server that there is none of.</param>
/// <param name="RunsInstallation">Whether the caller may look into the cluster itself.</param>
public sealed record Board(
    DateTimeOffset At, IReadOnlyList<LaneStanding> Lanes, IReadOnlyList<MinuteOfWork> Minutes, IReadOnlyList<FailureReason> Failures,
    IReadOnlyList<SiloView> Silos, IReadOnlyList<StrandedJobs> Stranded, bool RunsInstallation = false);

/// <param name="Role">That no silo has; see <c>Preciso:Roles</c>.</param>
public sealed record StrandedJobs(string Kind, string Role, int Jobs);

/// <param name="Wait">From a job's creation to its first start; null where none started within the last hour.</param>
/// <param name="Run">From the first start to the end; null where none ended within the last hour.</param>
public sealed record LaneStanding(Lane Lane, int Waiting, int Running, int Retrying, int DeadLetters, Spread? Wait, Spread? Run);

/// <summary>In seconds: half of them stayed within <paramref name="P50"/>, nineteen of twenty within <paramref name="P95"/>.</summary>
public sealed record Spread(double P50, double P95);

/// <summary>What ended in the minute that begins at <paramref name="At"/>.</summary>
public sealed record MinuteOfWork(DateTimeOffset At, int Completed, int Failed);

/// <param name="Problem">Its class and code; its detail is that of one of the jobs.</param>
public sealed record FailureReason(JobProblem Problem, int Count);

/// <param name="Roles">Empty where they are not known (any more).</param>
/// <param name="Slots">How many jobs it works on at once.</param>
/// <param name="SeenSecondsAgo">Since it last said that it lives.</param>
/// <param name="Silent">It should have said so by now, or the others have declared it dead.</param>
/// <param name="Running">Jobs that it works on: of all tenants for the company that runs the installation, for others their own.</param>
/// <param name="Address">Where the other silos reach it, with the number of its incarnation: <c>127.0.0.1:11111@421</c>.</param>
public sealed record SiloView(
    string Name, IReadOnlyList<string> Roles, int Slots, string Version, DateTimeOffset StartedAt, double SeenSecondsAgo, bool Silent,
    bool Stopping, SiloStanding Standing = SiloStanding.Active, string? Address = null, int Running = 0);

public enum SiloStanding
{
    Joining,
    Active,
    Stopping,

    /// <summary>It ended, or the others lost it; what it did goes on elsewhere.</summary>
    Dead,
}
