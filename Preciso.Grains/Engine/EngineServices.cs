using Microsoft.Extensions.DependencyInjection;

namespace Preciso.Grains.Engine;

public static class EngineServices
{
    public static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.AddSingleton<ICallWire, NoWire>();
        services.AddSingleton<IGrains, LocalGrains>();
        return services;
    }
}
