using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;

namespace Preciso.Silo.Operations.Tracing;

public static class TracingServices
{
    /// <summary>Sends requests, jobs, their steps and grain calls to a collector, if the settings say where that is.</summary>
    public static IServiceCollection AddTracing(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(OtlpOptions.Section);
        services.AddSingleton<IValidateOptions<OtlpOptions>, OtlpOptionsValidation>();
        services.AddOptions<OtlpOptions>().Bind(section).ValidateOnStart();
        return string.IsNullOrWhiteSpace(section[nameof(OtlpOptions.Endpoint)]) ? services : services.SendSpans();
    }

    private static IServiceCollection SendSpans(this IServiceCollection services)
    {
        services.AddOptions<OtlpExporterOptions>().Configure<IOptions<OtlpOptions>>((exporter, otlp) =>
            (exporter.Protocol, exporter.Endpoint) = (OtlpExportProtocol.HttpProtobuf, otlp.Value.Traces));
        services.ConfigureOpenTelemetryTracerProvider((provider, tracing) => tracing
            .ConfigureResource(
                resource => resource.AddService("preciso", serviceInstanceId: provider.GetRequiredService<SiloName>().Name)));
        services.AddOpenTelemetry().WithTracing(tracing => tracing
            .AddSource(JobTelemetry.Name, GrainTelemetry.Name, "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application")
            .AddAspNetCoreInstrumentation()
            .AddProcessor(new JobIdOnSpans())
            .AddOtlpExporter());
        return services;
    }
}
