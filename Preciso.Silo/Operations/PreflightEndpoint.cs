using Microsoft.AspNetCore.Http.HttpResults;
using Preciso.Installation;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Operations;

public static class PreflightEndpoint
{
    public static void MapPreflight(this RouteGroupBuilder api) => api.MapGet("/operations/preflight", Run).WithTags("Operations")
        .WithSummary("What the installation stands on, and whether it is there (admins).");

    private static async Task<Ok<PreflightReport>> Run(HttpContext context, IPreflight preflight, CancellationToken cancel) =>
        TypedResults.Ok(new PreflightReport(await preflight.Run(context.Caller(), cancel)));
}

public sealed record PreflightReport(IReadOnlyList<PreflightCheck> Items);
