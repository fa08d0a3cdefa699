using OpenTelemetry.Metrics;
using Preciso.Grains.Jobs;

namespace Preciso.Silo.Operations.Metrics;

public static class MetricsServices
{
    /// <summary>Measures this process (requests, jobs, memory, processor and garbage) and the installation; read at /metrics.</summary>
    public static IServiceCollection AddMetricsPage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MetricsOptions>().Bind(configuration.GetSection(MetricsOptions.Section)).ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<InstallationFigures>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            // Not each component that is drawn
            .AddMeter(JobTelemetry.Name, InstallationFigures.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime")
            // Prometheus has names for what it scrapes
            .AddPrometheusExporter(page => (page.ScopeInfoEnabled, page.TargetInfoEnabled) = (false, false)));
        return services;
    }
}
