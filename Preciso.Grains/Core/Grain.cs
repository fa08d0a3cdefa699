using Orleans;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Core;

/// <summary>
/// What every grain class derives from: its key, who is calling, and <see cref="Commit"/>. Its name in the log and in Orleans' directory is
/// what its <see cref="GrainTypeAttribute"/> says.
/// </summary>
[OnWorkers]
public abstract class Grain(Database database) : Orleans.Grain
{
    private protected Database Database => database;

    protected string Key => this.GetPrimaryKeyString();

    protected Guid Id => Guid.Parse(Key);

    /// <summary>
    /// Who stands behind the call. Decisions ask their unit of work, because a grain that takes calls in between runs several.
    /// </summary>
    private protected static Caller Caller => CallerReference.Current!;

    private protected string Name => this.GetGrainId().Type.ToString()!;

    /// <summary>Runs the decision in one transaction: rows, events and jobs are committed together or not at all.</summary>
    protected Task<TView> Commit<TView>(Func<UnitOfWork, Task<TView>> decide) => database.Commit(Caller, Name, Key, decide);
}
