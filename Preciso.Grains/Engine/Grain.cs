using System.Runtime.CompilerServices;
using System.Text.Json;
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
    protected async Task<TView> Commit<TView>(Func<UnitOfWork, Task<TView>> decide, [CallerMemberName] string action = "")
    {
        var grain = GetType().Name.Replace("Grain", "", StringComparison.Ordinal).ToLowerInvariant();
        try
        {
            return await database.Commit(Caller, grain, Key, decide);
        }
        catch (ProblemException refused) when (refused.Kind == ProblemKind.Forbidden)
        {
            var tried = $"{grain}s.{JsonNamingPolicy.SnakeCaseLower.ConvertName(action)}";
            await database.RecordRefusal(Caller, new AuditLine(tried, grain == "job" ? Id : null, grain == "document" ? Id : null, $$"""{"code":"{{refused.Code}}"}"""), refused);
            throw;
        }
    }
}
