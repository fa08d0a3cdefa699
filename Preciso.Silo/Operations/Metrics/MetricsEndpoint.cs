using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace Preciso.Silo.Operations.Metrics;

/// <summary>
/// /metrics, for Prometheus. What it shows is the installation's and not a tenant's, so no account opens it: with a token set,
/// only the token does; without one, only a caller on this machine that nobody stands behind.
/// </summary>
public static class MetricsEndpoint
{
    private static readonly string[] SentOn = ["X-Forwarded-For", "Forwarded", "X-Real-IP"];

    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<MeterProvider>(); // it counts from the start, not from the first look
        routes.MapGet("/metrics", Show).ExcludeFromDescription();
    }

    private static async Task<IResult> Show(
        HttpContext context, IOptions<MetricsOptions> options, PrometheusExporter process, InstallationFigures installation, CancellationToken cancel)
    {
        if (!MayRead(context, options.Value.Token))
        {
            return TypedResults.Problem("Read /metrics from this machine, or with the token that Preciso__Metrics__Token sets.", statusCode: StatusCodes.Status403Forbidden);
        }
        var text = new PrometheusText();
        process.Write(text);
        await installation.Write(text, cancel);
        return TypedResults.Text(text.ToString(), PrometheusText.MediaType);
    }

    private static bool MayRead(HttpContext context, string? token)
    {
        if (!string.IsNullOrEmpty(token))
        {
            return CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {token}")), SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString())));
        }
        // A reverse proxy on this machine speaks for callers from anywhere.
        return context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !SentOn.Any(context.Request.Headers.ContainsKey);
    }
}
