using Microsoft.Extensions.DependencyInjection;
using Preciso.Audit;
using Preciso.Grains.Jobs;

namespace Preciso.Grains.Audit;

public static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services, SiloRoles roles)
    {
        services.AddSingleton<IAudit, AuditTrail>();
        if (roles.Has(SiloRoles.Scheduler))
        {
            services.AddHostedService<AuditSealer>();
        }
        return services;
    }
}
