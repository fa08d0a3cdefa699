using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Tenants;

namespace Preciso.Grains.Tenants;

public static class TenantServices
{
    public static IServiceCollection AddTenants(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BootstrapOptions>().Bind(configuration.GetSection(BootstrapOptions.Section));
        services.AddSingleton<PeopleQueries>();
        services.AddSingleton<IPeople, People>();
        services.AddSingleton<IPreferences, PreferenceStore>();
        services.AddSingleton<IVisits, VisitStore>();
        services.AddSingleton<Bootstrap>();
        return services;
    }
}
