using System.Collections;

namespace Preciso;

/// <summary>
/// The one table of a state machine: (state, trigger) → next state. Written as a collection initialiser, enumerated
/// whole by tests and by the diagrams in docs.
/// </summary>
public sealed class Transitions<TState, TTrigger>(string thing) : IEnumerable<(TState From, TTrigger On, TState To)>
    where TState : struct, Enum
    where TTrigger : struct, Enum
{
    private readonly Dictionary<(TState, TTrigger), TState> _table = [];

    public void Add(TState from, TTrigger on, TState to) => _table.Add((from, on), to);

    /// <summary>The state that follows, or null where the table has no such row.</summary>
    public TState? Find(TState from, TTrigger on) => _table.TryGetValue((from, on), out var to) ? to : null;

    /// <summary>The state that follows; a conflict where the table has no such row.</summary>
    public TState Next(TState from, TTrigger on) =>
        Find(from, on) ?? throw ProblemException.Illegal(thing, Snake.Case(from), Snake.Case(on));

    public IEnumerator<(TState From, TTrigger On, TState To)> GetEnumerator() =>
        _table.Select(row => (row.Key.Item1, row.Key.Item2, row.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
