using Npgsql;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Core;

/// <summary>
/// A grain through which every write of its row passes, and which therefore remembers it: loaded once, decided on in memory, written only
/// at the version that it was decided on. Single activation makes that fast; the version makes it safe: who finds that somebody else was
/// there loads again and decides once more. Calls that come while a write is on its way are decided one after the other and written
/// together. Its class is <see cref="Orleans.Concurrency.ReentrantAttribute"/>, because the turns are taken here.
/// </summary>
public abstract class RememberingGrain<TState>(Database database, GroupCommit commits) : Grain(database)
    where TState : class, IRemembered<TState>
{
    private const int MostTogether = 256;

    private readonly Queue<Call<TState>> _calls = [];
    private TState? _state;
    private bool _busy;

    /// <summary>What callers are told where there is no such row, or none of their tenant.</summary>
    protected abstract ProblemException Missing { get; }

    /// <summary>The row as it is stored; null if there is none.</summary>
    protected abstract Task<TState?> Load(NpgsqlConnection connection);

    /// <summary>
    /// Writes the row with <paramref name="next"/>'s version, if it is still at that of <paramref name="before"/>; null where the decision
    /// itself has added statements that do.
    /// </summary>
    protected abstract NpgsqlBatchCommand? Update(TState before, TState next);

    /// <summary>Decides in memory: one round trip, shared with whoever calls meanwhile. An equal state changes nothing.</summary>
    protected Task<TView> Change<TView>(Func<TState, UnitOfWork, TState> decide, Func<TState, TView> view)
    {
        var call = new MemoryCall<TState, TView>(Caller, decide, view);
        Take(call);
        return call.Answered;
    }

    /// <summary>
    /// Decides in a transaction of its own, where something has to be read first. The state of a row that was not there was inserted by the
    /// decision.
    /// </summary>
    protected Task<TView> Decide<TView>(Func<TState?, UnitOfWork, Task<(TState? Next, TView View)>> decide)
    {
        var call = new TransactionCall<TState, TView>(Caller, decide);
        Take(call);
        return call.Answered;
    }

    /// <summary>The same for a row that must be there.</summary>
    protected Task<TView> Decide<TView>(
        Func<TState, UnitOfWork, Task<TState>> decide, Func<TState, TView> view) => Decide(async (state, unit) =>
    {
        var next = await decide(state ?? throw Missing, unit);
        return ((TState?)next, view(next));
    });

    private void Take(Call<TState> call)
    {
        _calls.Enqueue(call);
        if (!_busy)
        {
            _ = WorkOff();
        }
    }

    private async Task WorkOff()
    {
        _busy = true;
        while (_calls.TryDequeue(out var call))
        {
            await (call is MemoryCall<TState> memory ? Together(WithFollowing(memory)) : Alone((TransactionCall<TState>)call));
        }
        _busy = false;
    }

    /// <summary>The call and those right behind it that may share its batch.</summary>
    private List<MemoryCall<TState>> WithFollowing(MemoryCall<TState> first)
    {
        var calls = new List<MemoryCall<TState>> { first };
        while (calls.Count < MostTogether && _calls.TryPeek(out var next) && next is MemoryCall<TState> memory
            && memory.Caller.TenantId == first.Caller.TenantId)
        {
            calls.Add(memory);
            _calls.Dequeue();
        }
        return calls;
    }

    private async Task Together(IReadOnlyList<MemoryCall<TState>> calls, bool again = false)
    {
        try
        {
            var before = await Remember(calls[0].Caller);
            var next = before;
            var decided =
                calls.Where(call => call.TryDecide(new UnitOfWork(call.Caller, Name, Key, Database.Now(), null), ref next)).ToList();
            await Write(before, next, [.. decided.Select(call => call.Unit)]);
            _state = next;
            decided.ForEach(call => call.Complete());
        }
        catch (Exception e)
        {
            _state = null; // what is stored now is PostgreSQL's to say
            await AfterFailure(e, [.. calls.Where(call => !call.IsDone)], again);
        }
    }

    private async Task Write(TState before, TState next, IReadOnlyList<UnitOfWork> units)
    {
        if (next != before || units.Any(unit => !unit.IsEmpty))
        {
            await commits.Write(before.TenantId, next == before ? null : Update(before, next), units);
        }
        foreach (var unit in units)
        {
            unit.Publish(Database.Announcements);
        }
    }

    private async Task AfterFailure(Exception error, IReadOnlyList<MemoryCall<TState>> calls, bool again)
    {
        if (calls is [var alone] && (again || !IsChanged(error)))
        {
            alone.Fail(error);
            return;
        }
        foreach (var call in calls) // one of them may be the fault of all
        {
            await Together([call], again: calls.Count == 1);
        }
    }

    private async Task Alone(TransactionCall<TState> call)
    {
        for (var again = false; !call.IsDone; again = true)
        {
            try
            {
                _state = await Database.Commit(call.Caller, Name, Key, unit => Transact(call, unit));
                call.Complete();
            }
            catch (Exception e)
            {
                _state = null;
                if (again || !IsChanged(e))
                {
                    call.Fail(e);
                }
            }
        }
    }

    private async Task<TState?> Transact(TransactionCall<TState> call, UnitOfWork unit)
    {
        var before = Known(call.Caller) ?? IfTheirs(call.Caller, await Load(unit.Connection));
        var next = await call.Decide(before, unit);
        if (before is null || next is null || next == before)
        {
            return next ?? before;
        }
        next = next.At(before.Version + 1);
        if (Update(before, next) is { } row)
        {
            unit.Add(row);
        }
        return next;
    }

    private async Task<TState> Remember(Caller caller) =>
        Known(caller) ?? IfTheirs(caller, await Database.Query(caller.TenantId, Load, CancellationToken.None)) ?? throw Missing;

    /// <summary>Nobody learns from what the grain remembers what row-level security would keep from them.</summary>
    private TState? Known(Caller caller) => IfTheirs(caller, _state);

    private static TState? IfTheirs(Caller caller, TState? state) => state?.TenantId == caller.TenantId ? state : null;

    private static bool IsChanged(Exception error) => error is ProblemException { Code: ProblemException.ChangedCode };
}
