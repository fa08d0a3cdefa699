namespace Preciso.Grains.Core;

/// <summary>A call to a remembering grain, from when it came until it is answered.</summary>
internal abstract class Call<TState>(Caller caller)
{
    public Caller Caller => caller;

    public abstract bool IsDone { get; }

    /// <summary>Gives the view that was decided.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception error);
}

/// <summary>One that is decided in memory.</summary>
internal abstract class MemoryCall<TState>(Caller caller) : Call<TState>(caller)
{
    public UnitOfWork Unit { get; private set; } = null!;

    /// <summary>The next state. Of a decision that throws, only the caller hears.</summary>
    public bool TryDecide(UnitOfWork unit, ref TState state)
    {
        try
        {
            (Unit, state) = (unit, Decide(state, unit));
            return true;
        }
        catch (Exception e)
        {
            Fail(e);
            return false;
        }
    }

    protected abstract TState Decide(TState state, UnitOfWork unit);
}

internal sealed class MemoryCall<TState, TView>(
    Caller caller, Func<TState, UnitOfWork, TState> decide, Func<TState, TView> view) : MemoryCall<TState>(caller)
    where TState : class, IRemembered<TState>
{
    private readonly Reply<TView> _answer = new();

    public Task<TView> Answered => _answer.Task;

    public override bool IsDone => _answer.Task.IsCompleted;

    public override void Complete() => _answer.Give();

    public override void Fail(Exception error) => _answer.Fail(error);

    protected override TState Decide(TState state, UnitOfWork unit)
    {
        var next = decide(state, unit);
        next = next.Equals(state) ? state : next.At(state.Version + 1);
        _answer.View = view(next);
        return next;
    }
}

/// <summary>One that is decided in a transaction of its own.</summary>
internal abstract class TransactionCall<TState>(Caller caller) : Call<TState>(caller)
{
    public abstract Task<TState?> Decide(TState? state, UnitOfWork unit);
}

internal sealed class TransactionCall<TState, TView>(
    Caller caller, Func<TState?, UnitOfWork, Task<(TState? Next, TView View)>> decide) : TransactionCall<TState>(caller)
{
    private readonly Reply<TView> _answer = new();

    public Task<TView> Answered => _answer.Task;

    public override bool IsDone => _answer.Task.IsCompleted;

    public override void Complete() => _answer.Give();

    public override void Fail(Exception error) => _answer.Fail(error);

    public override async Task<TState?> Decide(TState? state, UnitOfWork unit)
    {
        (var next, _answer.View) = await decide(state, unit);
        return next;
    }
}

internal sealed class Reply<TView>
{
    private readonly TaskCompletionSource<TView> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>As it was decided; it is given once that is committed.</summary>
    public TView View { get; set; } = default!;

    public Task<TView> Task => _source.Task;

    public void Give() => _source.TrySetResult(View);

    public void Fail(Exception error) => _source.TrySetException(error);
}
