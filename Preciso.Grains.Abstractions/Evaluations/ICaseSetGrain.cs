using Orleans;
using Preciso.Jobs;

namespace Preciso.Evaluations;

/// <summary>
/// Cases that answers are measured by. Its key is the set's id; it is there for its owner alone. Each change makes a new version, and a
/// version never changes. A person's first set has the person's own id, and is made when its first case is.
/// </summary>
[Alias("preciso.case_sets")]
public interface ICaseSetGrain : IGrain
{
    [Alias("case_sets.create")]
    Task<CaseSetView> Create(CreateCaseSet command);

    /// <summary>Adds the case, or changes the one that has its id.</summary>
    [Alias("case_sets.save_case")]
    Task<CaseSetView> SaveCase(SaveCase command);

    [Alias("case_sets.remove_case")]
    Task<CaseSetView> RemoveCase(RemoveCase command);

    /// <summary>Leaves it to a worker to ask every case of the set as it is now.</summary>
    [Alias("case_sets.start_run")]
    Task<RunStarted> StartRun(StartRun command);

    /// <summary>Every case was asked: what came of it. The worker's own command.</summary>
    [Alias("case_sets.end_run")]
    Task<RunMetrics> EndRun(EndRun command);

    /// <summary>From now on the set's other runs are compared with this one.</summary>
    [Alias("case_sets.approve_baseline")]
    Task<CaseSetView> ApproveBaseline(ApproveBaseline command);

    /// <summary>The set goes, with its versions and runs.</summary>
    [Alias("case_sets.delete")]
    Task<CaseSetView> Delete(DeleteCaseSet command);
}

public sealed record CreateCaseSet(string Name)
{
    public const int LongestName = 100;
}

/// <param name="OnlyNew">A case that is in the set already stays as it is.</param>
public sealed record SaveCase(Guid CaseId, CaseDraft Case, bool OnlyNew = false);

public sealed record RemoveCase(Guid CaseId);

/// <param name="RunId">Of the caller's making: the same again is the same run. It is the id of the run's job too.</param>
public sealed record StartRun(Guid RunId)
{
    /// <summary>What the kind of job is called that asks.</summary>
    public const string JobKind = "evaluate";
}

/// <param name="Cases">How many it asks: those of which is known what is right.</param>
public sealed record RunStarted(Guid RunId, int Version, int Cases);

public sealed record EndRun(JobLease Lease);

public sealed record ApproveBaseline(Guid RunId);

public sealed record DeleteCaseSet;

/// <param name="Version">The newest.</param>
/// <param name="Cases">How many that has.</param>
/// <param name="BaselineRunId">The run that others are compared with; null until one is approved.</param>
public sealed record CaseSetView(Guid Id, string Name, int Version, int Cases, Guid? BaselineRunId, DateTimeOffset ChangedAt)
{
    /// <summary>What a person's first set is called.</summary>
    public const string OwnName = "My questions";
}
