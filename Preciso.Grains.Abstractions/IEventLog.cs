using Preciso.Jobs;

namespace Preciso;

/// <summary>The event log as operators see it: who reads it, how far they are and what they could not take; and sending one back.</summary>
public interface IEventLog
{
    /// <summary>By name. Operators only.</summary>
    Task<IReadOnlyList<ConsumerGroup>> Consumers(Caller caller, CancellationToken cancel);

    /// <summary>
    /// Has a group go on after this offset: 0 replays all that is kept, the head skips what is waiting. Operators of the company that runs
    /// the installation only; audited.
    /// </summary>
    Task<ConsumerGroup> Rewind(Caller caller, string name, long offset, CancellationToken cancel);

    /// <summary>Events of the caller's company that a reader could not take, oldest first, at most 200. Operators only.</summary>
    Task<IReadOnlyList<SetAsideEvent>> SetAside(Caller caller, CancellationToken cancel);

    /// <summary>Hands one of them to its reader once more, who has taken it when this returns. Operators only; audited.</summary>
    Task HandAgain(Caller caller, Guid setAsideId, CancellationToken cancel);
}

/// <summary>A named reader of the event log.</summary>
/// <param name="Offset">The last event that it has taken; 0 before the first.</param>
/// <param name="Head">The last event in the log.</param>
/// <param name="Lag">Events that it has yet to take. Like the two before, only for the company that runs the installation.</param>
/// <param name="LagSeconds">How long ago the oldest of these happened; 0 when there is none.</param>
/// <param name="Error">Why it cannot go on just now; null while it can.</param>
public sealed record ConsumerGroup(
    string Name, long? Offset, long? Head, long? Lag, double LagSeconds, string? Error, DateTimeOffset UpdatedAt);

/// <summary>An event that a reader could not take, however often it tried. The reader has gone on without it.</summary>
/// <param name="Consumer">The reader's name.</param>
/// <param name="Name">Of the event.</param>
/// <param name="Key">Of what it happened to.</param>
public sealed record SetAsideEvent(
    Guid Id, string Consumer, string Name, string Key, JobProblem Problem, int Attempts, DateTimeOffset Since);
