namespace Preciso.Evaluations;

/// <summary>A person's own sets of cases and their runs. Nobody else sees them, whatever their role.</summary>
public interface IEvaluations
{
    /// <summary>The one changed last first.</summary>
    Task<IReadOnlyList<CaseSetView>> Sets(Caller caller, CancellationToken cancel);

    /// <param name="version">Null for the newest.</param>
    Task<CaseSetDetail> Get(Caller caller, Guid setId, int? version, CancellationToken cancel);

    /// <summary>The newest first, at most 100.</summary>
    Task<IReadOnlyList<RunView>> Runs(Caller caller, Guid setId, CancellationToken cancel);

    Task<RunDetail> Run(Caller caller, Guid runId, CancellationToken cancel);

    /// <summary>
    /// Makes a case of the caller's first set from an answer that they were given: with what it says where they found it helpful, else
    /// without an expectation, which they fill in. The same again is the same case.
    /// </summary>
    Task<MadeCase> FromAnswer(Caller caller, Guid answerId, CancellationToken cancel);
}

/// <param name="Version">The one that the cases are of.</param>
public sealed record CaseSetDetail(CaseSetView Set, int Version, IReadOnlyList<CaseView> Cases);

public sealed record MadeCase(Guid SetId, Guid CaseId, CaseState State);

/// <param name="Version">Of the set that it asks.</param>
/// <param name="Asked">How many cases it has got through.</param>
/// <param name="Metrics">Null until it has ended.</param>
/// <param name="Compared">With the baseline; null where there is none, for the baseline itself and until it has ended.</param>
public sealed record RunView(
    Guid Id, Guid SetId, int Version, RunState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int Asked, int Cases,
    RunMetrics? Metrics, bool IsBaseline, RunComparison? Compared);

public enum RunState
{
    /// <summary>It waits or asks.</summary>
    Running,

    /// <summary>Every required case was right.</summary>
    Passed,

    /// <summary>A required case was not.</summary>
    Failed,

    /// <summary>It was canceled, or every attempt failed.</summary>
    Stopped,
}

/// <summary>Shares from 0 to 1, each of the cases that it can be told of; null where there is none.</summary>
/// <param name="Right">How many cases were right: what the case expects is said, or is rightly not said.</param>
/// <param name="Recall">Whose page is among the evidence.</param>
/// <param name="ReciprocalRank">One divided by the place of the first right page, 0 where there is none: the mean of that.</param>
/// <param name="Exact">Whose expected text the answer has.</param>
/// <param name="Numeric">Whose expected figures the answer has.</param>
/// <param name="Answered">Of those that have an answer.</param>
/// <param name="Abstained">Of those that have none.</param>
/// <param name="Faithful">Of the answers: each statement has evidence, and its figures are printed there or in the derivation.</param>
/// <param name="Milliseconds">Half of the answers took no longer.</param>
public sealed record RunMetrics(
    int Cases, int Right, double? Recall, double? ReciprocalRank, double? Exact, double? Numeric, double? Answered, double? Abstained,
    double? Faithful, double Milliseconds);

/// <summary>Case by case; one that was changed meanwhile is another case.</summary>
/// <param name="Won">Right, and not in the baseline.</param>
/// <param name="Lost">Right in the baseline only.</param>
public sealed record RunComparison(int Won, int Lost, int Same);

/// <param name="Baseline">Of the run that it is compared with.</param>
public sealed record RunDetail(RunView Run, RunMetrics? Baseline, IReadOnlyList<CaseResult> Results);

/// <param name="AnswerId">The job that has the answer; null where the question could not be asked any more.</param>
/// <param name="Rank">The place of the first right page among the evidence; null where it is not there.</param>
/// <param name="Compared">Null where the baseline does not have the case.</param>
public sealed record CaseResult(
    Guid CaseId, string Question, bool Required, bool Right, Guid? AnswerId, bool Answered, int? Rank, bool? Exact, bool? Numeric,
    bool? Abstained, bool? Faithful, double Milliseconds, CaseChange? Compared);

public enum CaseChange
{
    Won,
    Lost,
    Same,
}
