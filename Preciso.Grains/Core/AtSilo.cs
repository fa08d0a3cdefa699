using Orleans;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Preciso.Grains.Core;

/// <summary>
/// A grain whose key is the address of a silo lives there and nowhere else. Orleans' own stateless workers stay on the silo that calls
/// them, so nobody could have work done elsewhere with them.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AtSiloAttribute() : PlacementAttribute(new AtSiloStrategy());

[GenerateSerializer, Immutable, Alias("preciso.at_silo")]
public sealed class AtSiloStrategy : PlacementStrategy;

public sealed class AtSiloDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silo = SiloAddress.FromParsableString(target.GrainIdentity.Key.ToString()!);
        return context.GetCompatibleSilos(target).Contains(silo)
            ? Task.FromResult(silo)
            : throw new OrleansException($"{silo} is not there (any more).");
    }
}
