using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Placement;
using Orleans.Serialization;

namespace Preciso.Grains.Core;

public static class CoreServices
{
    public static IServiceCollection AddCore(this IServiceCollection services, SiloRoles roles, SiloName name)
    {
        services.AddSingleton(roles);
        services.AddSingleton(name);
        services.AddSingleton<IGrains, ClusterGrains>();
        services.AddSingleton<GroupCommit>();
        services.AddSingleton<Members>();
        services.AddSingleton<IEventLog, Events.EventLog>();
        if (roles.Has(SiloRoles.Scheduler))
        {
            services.AddHostedService<ChoreKeeper>();
            services.AddHostedService<Events.EventPump>();
        }
        return services;
    }

    /// <summary>What every silo that knows our grains must have.</summary>
    public static ISiloBuilder AddGrainRules(this ISiloBuilder silo)
    {
        silo.AddIncomingGrainCallFilter<CallGate>();
        silo.Services.AddPlacementFilter<OnRoleStrategy, OnRoleDirector>(ServiceLifetime.Transient);
        silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(IsOurs, PrecisoJson.Options));
        return silo;
    }

    /// <summary>Commands, views and the caller are JSON of our own form; exceptions are Orleans' to carry.</summary>
    private static bool IsOurs(Type type) =>
        type.Namespace is { } space && (space == "Preciso" || space.StartsWith("Preciso.", StringComparison.Ordinal)) && !typeof(Exception).IsAssignableFrom(type);
}
