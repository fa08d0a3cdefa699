using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Preciso.Grains.Engine;

/// <summary>
/// The local engine: a call runs in this process on a fresh grain object. Any number of silos may share one database,
/// because what makes a grain single-threaded is the lock on its row.
/// </summary>
public sealed class LocalGrains(IServiceScopeFactory scopes, ICallWire wire) : IGrains
{
    public TGrain Get<TGrain>(string key, Caller caller) where TGrain : class, IGrain
    {
        var reference = DispatchProxy.Create<TGrain, GrainReference>();
        ((GrainReference)(object)reference).Aim(typeof(TGrain), key, caller, scopes, wire);
        return reference;
    }
}

/// <summary>What lies between caller and grain. Nothing, in one process; a round trip through JSON in tests.</summary>
public interface ICallWire
{
    object Carry(object message);
}

public sealed class NoWire : ICallWire
{
    public object Carry(object message) => message;
}
