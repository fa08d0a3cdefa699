using System.Reflection;
using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Preciso.Grains.Storage;

namespace Preciso.Silo.Operations;

/// <summary>For whoever watches the process: it lives, it can work, and on what it stands.</summary>
public static class HealthEndpoints
{
    /// <summary>
    /// Whoever asks for health is not asked who they are: a look for their key would need the database, whose absence is to be seen here.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new Health("live"))).WithTags("Operations").ShortCircuit();
        routes.MapGet("/health/ready", Ready).WithTags("Operations").ShortCircuit();
        routes.MapGet("/api/v1/status", Status).WithTags("Operations").WithSummary("Version and the state of what Preciso stands on.");
    }

    /// <summary>A silo that was told to stop says so at once: it still answers, but wants no new callers.</summary>
    private static async Task<Results<Ok<Health>, JsonHttpResult<Health>>> Ready(
        Database database, IHostApplicationLifetime lifetime, CancellationToken cancel)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return NotReady("stopping");
        }
        return await PostgresVersion(database, cancel) is null ? NotReady("database_unreachable") : TypedResults.Ok(new Health("ready"));
    }

    private static JsonHttpResult<Health> NotReady(string why) =>
        TypedResults.Json(new Health(why), statusCode: StatusCodes.Status503ServiceUnavailable);

    private static async Task<Ok<StatusReport>> Status(Database database, CancellationToken cancel)
    {
        var postgres = await PostgresVersion(database, cancel);
        return TypedResults.Ok(new StatusReport(
            postgres is null ? "database_unreachable" : "ready",
            typeof(HealthEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
                ?? "", postgres));
    }

    private static async Task<string?> PostgresVersion(Database database, CancellationToken cancel)
    {
        try
        {
            return await database.Across(connection => connection.ExecuteScalarAsync<string>("SHOW server_version"), cancel);
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            return null; // whatever it is, the database cannot be reached
        }
    }

    private sealed record Health(string Status);

    private sealed record StatusReport(string Status, string Version, string? Postgres);
}
