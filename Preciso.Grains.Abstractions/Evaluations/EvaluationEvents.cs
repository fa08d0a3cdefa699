using Preciso.Jobs;

namespace Preciso.Evaluations;

// No event says what a case asks or expects: it may quote what a document says.

public sealed record CaseSetCreated(Guid SetId) : IEvent
{
    public static string EventName => "case_sets.created";
}

/// <summary>A case was added or changed, and with that the set has a new version.</summary>
public sealed record CaseSaved(Guid SetId, Guid CaseId, int Version) : IEvent
{
    public static string EventName => "case_sets.case_saved";
}

public sealed record CaseRemoved(Guid SetId, Guid CaseId, int Version) : IEvent
{
    public static string EventName => "case_sets.case_removed";
}

public sealed record CaseSetDeleted(Guid SetId) : IEvent
{
    public static string EventName => "case_sets.deleted";
}

public sealed record EvaluationStarted(Guid SetId, int Version, Guid JobId) : IAboutJob
{
    public static string EventName => "case_sets.run_started";
}

public sealed record EvaluationEnded(Guid SetId, int Version, Guid JobId, bool Passed, int Cases, int Right) : IAboutJob
{
    public static string EventName => "case_sets.run_ended";
}

public sealed record BaselineApproved(Guid SetId, Guid JobId) : IAboutJob
{
    public static string EventName => "case_sets.baseline_approved";
}
