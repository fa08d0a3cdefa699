using Npgsql;

namespace Preciso.Grains.Core.Events;

/// <summary>
/// A named reader of the event log. Its offset is stored; whichever silo holds the group's row hands it the next events, in order.
/// An event may come again, after a crash or when an operator sends the group back, and must then change nothing.
/// </summary>
public interface IEventConsumer
{
    /// <summary>The stable name under which the offset is stored.</summary>
    string Group { get; }

    /// <summary>
    /// Takes them all or throws. What is written by the connection is committed with the new offset, or not at all; before it
    /// touches a tenant's table it calls <see cref="TenantScope.Enter"/>. It calls no grain: what follows outside this transaction it
    /// enqueues as a job. An event at which it throws again and again, for no reason that passes, is set aside, and comes after later ones
    /// if it comes.
    /// </summary>
    Task Handle(IReadOnlyList<LoggedEvent> events, NpgsqlConnection connection, CancellationToken cancel);
}
