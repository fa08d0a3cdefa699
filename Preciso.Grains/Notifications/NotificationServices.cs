using Microsoft.Extensions.DependencyInjection;
using Preciso.Grains.Core;
using Preciso.Grains.Core.Events;
using Preciso.Notifications;

namespace Preciso.Grains.Notifications;

public static class NotificationServices
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<INotifications, NotificationQueries>();
        services.AddSingleton<IEventConsumer, Notifier>();
        services.AddSingleton<IChore, OldNotifications>();
        return services;
    }
}
