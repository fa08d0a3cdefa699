namespace Preciso.Bench.Chaos;

/// <summary>How much is to go wrong while how much work comes in. The same seed draws the same faults.</summary>
/// <param name="Longest">How long a halted silo stands still at most.</param>
/// <param name="Pause">Between two faults at most, for each of two hands that do them.</param>
public sealed record ChaosPlan(int Faults, int Documents, TimeSpan Longest, TimeSpan Pause, int Seed, bool Fsync);

public enum FaultKind
{
    Kill,
    Halt,
    StopPostgres,
    KillPostgres,
}

/// <param name="ProcessId">Of the silo; null where PostgreSQL was hit.</param>
/// <param name="At">When it was hit.</param>
public sealed record Fault(FaultKind Kind, int? ProcessId, DateTimeOffset At);

/// <param name="Violations">What must never be; a sentence each.</param>
/// <param name="LongestTakeUp">From the death of a silo to the next start of a job that it had in hand.</param>
public sealed record ChaosReport(
    IReadOnlyList<string> Violations, IReadOnlyList<Fault> Faults, int Documents, int Uploads, int Refused, int TakenUp,
    TimeSpan LongestTakeUp, TimeSpan Took);
