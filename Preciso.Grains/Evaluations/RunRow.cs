using Preciso.Evaluations;
using Preciso.Jobs;

namespace Preciso.Grains.Evaluations;

/// <summary>A run as the database has it, with how far it is and how its job stands.</summary>
internal sealed class RunRow
{
    public Guid Id { get; init; }
    public Guid SetId { get; init; }
    public int Version { get; init; }
    public int Cases { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public bool? Passed { get; init; }
    public int? RightCases { get; init; }
    public double? Recall { get; init; }
    public double? ReciprocalRank { get; init; }
    public double? Exact { get; init; }
    public double? NumericMatch { get; init; }
    public double? Answered { get; init; }
    public double? Abstained { get; init; }
    public double? Faithful { get; init; }
    public double? Milliseconds { get; init; }
    public int Asked { get; init; }
    public string? JobState { get; init; }
    public bool IsBaseline { get; init; }
    public int? Won { get; init; }
    public int? Lost { get; init; }
    public int? Same { get; init; }

    public RunMetrics? ToMetrics() => RightCases is { } right
        ? new RunMetrics(
            Cases, right, Recall, ReciprocalRank, Exact, NumericMatch, Answered, Abstained, Faithful, Milliseconds!.Value)
        : null;

    public RunView ToView() => new(
        Id, SetId, Version, State, StartedAt, EndedAt, Asked, Cases, ToMetrics(), IsBaseline,
        Won is { } won && EndedAt is not null && !IsBaseline ? new RunComparison(won, Lost!.Value, Same!.Value) : null);

    private RunState State => Passed switch
    {
        true => RunState.Passed,
        false => RunState.Failed,
        null when JobState is null or "failed" or "dead_letter" or "canceled" => RunState.Stopped,
        null => RunState.Running,
    };
}
