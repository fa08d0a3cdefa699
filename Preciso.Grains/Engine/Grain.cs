using Preciso.Grains.Storage;

namespace Preciso.Grains.Engine;

/// <summary>
/// What every grain class derives from: its key, who is calling, and <see cref="Commit"/>. With <see cref="IGrain"/> and the
/// host's wiring it is all that knows which engine runs the call.
/// </summary>
#if ORLEANS
public abstract class Grain(Database database) : Orleans.Grain
{
    protected string Key => Orleans.GrainExtensions.GetPrimaryKeyString(this);

    protected Caller Caller => (Caller)Orleans.Runtime.RequestContext.Get(nameof(Caller));
#else
public abstract class Grain(Database database)
{
    protected string Key { get; private set; } = "";

    protected Caller Caller { get; private set; } = null!;

    /// <summary>For the local engine: a fresh instance is bound once, before its one call.</summary>
    internal void Bind(string key, Caller caller) => (Key, Caller) = (key, caller);
#endif

    protected Guid Id => Guid.Parse(Key);

    /// <summary>Runs the decision in one transaction: rows, events and jobs are committed together or not at all.</summary>
    protected Task<TView> Commit<TView>(Func<UnitOfWork, Task<TView>> decide) =>
        database.Commit(Caller, GetType().Name.Replace("Grain", "", StringComparison.Ordinal).ToLowerInvariant(), Key, decide);
}
