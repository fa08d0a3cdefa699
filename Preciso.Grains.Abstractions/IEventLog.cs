namespace Preciso;

/// <summary>The event log as operators see it: who reads it, how far they are, and sending one of them back.</summary>
public interface IEventLog
{
    /// <summary>By name. Operators only.</summary>
    Task<IReadOnlyList<ConsumerGroup>> Consumers(Caller caller, CancellationToken cancel);

    /// <summary>
    /// Has a group go on after this offset: 0 replays all that is kept, the head skips what is waiting. Operators of the company that runs the installation only; audited.
    /// </summary>
    Task<ConsumerGroup> Rewind(Caller caller, string name, long offset, CancellationToken cancel);
}

/// <summary>A named reader of the event log.</summary>
/// <param name="Offset">The last event that it has taken; 0 before the first.</param>
/// <param name="Head">The last event in the log.</param>
/// <param name="Lag">Events that it has yet to take. Like the two before, only for the company that runs the installation.</param>
/// <param name="LagSeconds">How long ago the oldest of these happened; 0 when there is none.</param>
/// <param name="Error">Why it cannot go on just now; null while it can.</param>
public sealed record ConsumerGroup(string Name, long? Offset, long? Head, long? Lag, double LagSeconds, string? Error, DateTimeOffset UpdatedAt);
