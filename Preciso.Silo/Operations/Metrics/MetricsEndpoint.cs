using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Preciso.Silo.Cluster;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Operations.Metrics;

/// <summary>
/// /metrics, for Prometheus. What it shows is the installation's and not a tenant's, so no account opens it: with a token set,
/// only the token does; without one, only a caller on this machine that nobody stands behind.
/// </summary>
public static class MetricsEndpoint
{
    private static readonly string[] SentOn = ["X-Forwarded-For", "Forwarded", "X-Real-IP"];

    /// <summary>
    /// Nobody signs in here, and a look for the token among the API keys would need the database, whose absence is to be seen here.
    /// </summary>
    public static void MapMetrics(this IEndpointRouteBuilder routes) => routes
        .MapPrometheusScrapingEndpoint("/metrics", meterProvider: null, page => page.UseSecurityHeaders().Use(Prepare), optionsName: null)
        .ShortCircuit();

    private static async Task Prepare(HttpContext context, RequestDelegate show)
    {
        if (!MayRead(context, context.RequestServices.GetRequiredService<IOptions<MetricsOptions>>().Value.Token))
        {
            await TypedResults.Problem("Read /metrics from this machine, or with the token that Preciso__Metrics__Token sets.",
                statusCode: StatusCodes.Status403Forbidden)
                .ExecuteAsync(context);
            return;
        }
        context.RequestServices.GetRequiredService<ClusterFigures>(); // counts from memory, once it is there
        await context.RequestServices.GetRequiredService<InstallationFigures>().Refresh(context.RequestAborted);
        await show(context);
    }

    private static bool MayRead(HttpContext context, string? token)
    {
        if (!string.IsNullOrEmpty(token))
        {
            return CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {token}")),
                SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString())));
        }
        // A reverse proxy on this machine speaks for callers from anywhere.
        return context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && !SentOn.Any(context.Request.Headers.ContainsKey);
    }
}
