using Microsoft.Extensions.DependencyInjection;
using Preciso.Grains.Core.Events;

namespace Preciso.Grains.Usage;

public static class UsageServices
{
    public static IServiceCollection AddUsage(this IServiceCollection services) => services.AddSingleton<IEventConsumer, UsageCounter>();
}
