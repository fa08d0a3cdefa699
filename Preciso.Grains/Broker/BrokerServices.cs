using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Preciso.Grains.Core.Events;

namespace Preciso.Grains.Broker;

public static class BrokerServices
{
    /// <summary>Publishes the event log to RabbitMQ, if the settings say where that is.</summary>
    public static IServiceCollection AddBroker(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(RabbitMqOptions.Section);
        services.AddSingleton<IValidateOptions<RabbitMqOptions>, RabbitMqOptionsValidation>();
        services.AddOptions<RabbitMqOptions>().Bind(section).ValidateOnStart();
        if (!string.IsNullOrWhiteSpace(section[nameof(RabbitMqOptions.Uri)]))
        {
            services.AddSingleton<BrokerConnection>();
            services.AddSingleton<IEventConsumer, BrokerSink>();
        }
        return services;
    }
}
