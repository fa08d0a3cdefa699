using System.Text.Json;
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
        services.AddSingleton<Events.EventDelivery>();
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
        silo.AddPlacementDirector<AtSiloStrategy, AtSiloDirector>();
        silo.Services.AddWire(PrecisoJson.Options);
        return silo;
    }

    /// <summary>
    /// How calls travel between silos, of two versions side by side too: commands, views and the caller as JSON, exceptions as Orleans
    /// carries them.
    /// </summary>
    public static IServiceCollection AddWire(this IServiceCollection services, JsonSerializerOptions json) =>
        services.AddSerializer(serializer => serializer.AddJsonSerializer(IsOurs, json));

    private static bool IsOurs(Type type) =>
        type.Namespace is { } space && (space == "Preciso" || space.StartsWith("Preciso.", StringComparison.Ordinal))
            && !typeof(Exception).IsAssignableFrom(type);
}
