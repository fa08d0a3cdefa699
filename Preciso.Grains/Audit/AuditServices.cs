using Microsoft.Extensions.DependencyInjection;
using Preciso.Audit;
using Preciso.Grains.Core;

namespace Preciso.Grains.Audit;

public static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<IAudit, AuditTrail>()
        .AddSingleton<IChore, AuditSealer>();
}
