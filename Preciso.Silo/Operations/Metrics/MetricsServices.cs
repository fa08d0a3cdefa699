using OpenTelemetry;
using OpenTelemetry.Metrics;
using Preciso.Grains.Jobs;

namespace Preciso.Silo.Operations.Metrics;

public static class MetricsServices
{
    private static readonly double[] RequestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>From an answer's milliseconds to an hour with a long scan.</summary>
    private static readonly double[] RunSeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600];

    /// <summary>Measures this process: requests, jobs, memory, processor and garbage; read at /metrics.</summary>
    public static IServiceCollection AddMetricsPage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MetricsOptions>().Bind(configuration.GetSection(MetricsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PrometheusExporter>();
        services.AddSingleton<InstallationFigures>();
        services.AddSingleton(Provider);
        return services;
    }

    private static MeterProvider Provider(IServiceProvider services) => Sdk.CreateMeterProviderBuilder()
        .AddMeter(JobTelemetry.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime")
        .AddView("http.server.request.duration", new ExplicitBucketHistogramConfiguration { Boundaries = RequestSeconds })
        .AddView("preciso_job_*", new ExplicitBucketHistogramConfiguration { Boundaries = RunSeconds })
        .AddReader(new BaseExportingMetricReader(services.GetRequiredService<PrometheusExporter>()))
        .Build();
}
