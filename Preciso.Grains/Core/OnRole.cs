using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace Preciso.Grains.Core;

/// <summary>Grains of the class live on silos with one of the roles.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnRoleAttribute(params string[] roles) : PlacementFilterAttribute(new OnRoleStrategy(0, string.Join(',', roles), false))
{
    public IReadOnlyList<string> Roles => roles;
}

/// <summary>
/// Grains of the class live on silos that are there for work, and on any while there is none of these: people are not turned away.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnWorkersAttribute()
    : PlacementFilterAttribute(new OnRoleStrategy(0, string.Join(',', SiloRoles.Worker, SiloRoles.Gpu, SiloRoles.Scheduler), true));

/// <summary>Grains of the class live on silos with the role while there are any, and on any other while there is none.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PreferRoleAttribute(string role) : PlacementFilterAttribute(new OnRoleStrategy(0, role, true));

public sealed class OnRoleStrategy(int order, string roles, bool orAnywhere) : PlacementFilterStrategy(order)
{
    private const string RolesProperty = "roles";
    private const string AnywhereProperty = "anywhere";

    /// <summary>For the container, which fills in the rest from the grain's properties.</summary>
    public OnRoleStrategy()
        : this(0, "", false)
    {
    }

    public string[] Roles { get; private set; } = roles.Split(',');

    public bool OrAnywhere { get; private set; } = orAnywhere;

    public override void AdditionalInitialize(GrainProperties properties)
    {
        Roles = GetPlacementFilterGrainProperty(RolesProperty, properties)!.Split(',');
        OrAnywhere = GetPlacementFilterGrainProperty(AnywhereProperty, properties) == bool.TrueString;
    }

    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) =>
        [new(RolesProperty, string.Join(',', Roles)), new(AnywhereProperty, OrAnywhere.ToString())];
}

/// <summary>Tells a silo's roles from its metadata.</summary>
public sealed class OnRoleDirector(ISiloMetadataCache cards) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var (strategy, all) = ((OnRoleStrategy)filterStrategy, silos.ToList());
        var fitting = all.Where(silo => SiloCard.From(cards.GetSiloMetadata(silo)).Roles.Intersect(strategy.Roles).Any()).ToList();
        return fitting.Count == 0 && strategy.OrAnywhere ? all : fitting;
    }
}
