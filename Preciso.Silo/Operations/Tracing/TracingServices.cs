using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using OpenTelemetry;
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
        if (!string.IsNullOrWhiteSpace(section[nameof(OtlpOptions.Endpoint)]))
        {
            services.AddSingleton(Provider); // at the end it is disposed, which sends what is left
        }
        return services;
    }

    /// <summary>Starts the tracing, and names a request's span by its route, which is known only after the routing.</summary>
    public static IApplicationBuilder UseTracing(this IApplicationBuilder app) =>
        app.ApplicationServices.GetService<TracerProvider>() is null
            ? app
            : app.Use(async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                finally
                {
                    Describe(context, context.Features.Get<IHttpActivityFeature>()?.Activity);
                }
            });

    private static void Describe(HttpContext context, Activity? request)
    {
        if (request is { IsAllDataRequested: true })
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
            request.DisplayName = $"{context.Request.Method} {route}".TrimEnd();
            request.SetTag("http.request.method", context.Request.Method);
            request.SetTag("http.route", route);
            request.SetTag("http.response.status_code", context.Response.StatusCode);
        }
    }

    private static TracerProvider Provider(IServiceProvider services) => Sdk.CreateTracerProviderBuilder()
        .ConfigureResource(resource => resource.AddService("preciso", serviceInstanceId: services.GetRequiredService<SiloName>().Name))
        .AddSource(JobTelemetry.Name, GrainTelemetry.Name, "Microsoft.AspNetCore")
        .AddProcessor(new JobIdOnSpans())
        .AddOtlpExporter(exporter =>
        {
            exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
            exporter.Endpoint = services.GetRequiredService<IOptions<OtlpOptions>>().Value.Traces;
        })
        .Build();
}
