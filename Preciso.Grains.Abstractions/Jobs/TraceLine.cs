namespace Preciso.Jobs;

public enum TraceKind
{
    /// <summary>Something that happened to the job or to its document.</summary>
    Event,

    /// <summary>Work of one attempt, from <see cref="TraceLine.At"/> to <see cref="TraceLine.EndedAt"/>.</summary>
    Step,

    /// <summary>A line of the audit trail.</summary>
    Audit,
}

/// <summary>One line in the story of a job. It carries figures and codes, never what is in the document or its name.</summary>
/// <param name="EndedAt">Of a step; null while it runs or when its worker died in it.</param>
/// <param name="Name">Of the step or event, or what the audit line says was done.</param>
/// <param name="Attempt">Null where it is about none.</param>
/// <param name="Silo">Which silo was at it.</param>
/// <param name="Grain">Of an event: the grain to which it happened, as <c>document/0199…</c>.</param>
/// <param name="UserName">Who did it; null for what the queue and its workers do.</param>
/// <param name="Refused">Of an audit line: it was tried and not allowed.</param>
public sealed record TraceLine(
    DateTimeOffset At, DateTimeOffset? EndedAt, TraceKind Kind, string Name, int? Attempt, string? Silo, string? UserName,
    IReadOnlyDictionary<string, double> Figures, JobProblem? Problem, bool Refused = false, string? Grain = null);
