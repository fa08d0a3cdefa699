using System.Reflection;
using Orleans;

namespace Preciso.Grains.Core;

/// <summary>Any grain of the cluster, called in the name of somebody.</summary>
public sealed class ClusterGrains(IGrainFactory factory, TimeProvider time) : IGrains
{
    public TGrain Get<TGrain>(string key, Caller caller) where TGrain : class, IGrain
    {
        var reference = DispatchProxy.Create<TGrain, CallerReference>();
        ((CallerReference)(object)reference).Aim(factory.GetGrain<TGrain>(key), caller, time);
        return reference;
    }
}
