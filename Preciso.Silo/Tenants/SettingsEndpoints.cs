using Microsoft.AspNetCore.Http.HttpResults;
using Preciso.Silo.Gateway;
using Preciso.Tenants;

namespace Preciso.Silo.Tenants;

public static class SettingsEndpoints
{
    public static void MapSettings(this RouteGroupBuilder api)
    {
        var settings = api.MapGroup("/settings").WithTags("Settings");
        settings.MapGet("/", Get).WithSummary("What an administrator decided for the whole tenant.");
        settings.MapPut("/", Put).WithSummary("Replaces the settings; what is left out gets its default.");
    }

    private static async Task<Ok<TenantSettings>> Get(HttpContext context, IPeople people, CancellationToken cancel)
    {
        context.Caller().Require(Role.Admin);
        return TypedResults.Ok(await people.Settings(context.Caller(), cancel));
    }

    private static async Task<Ok<TenantSettings>> Put(HttpContext context, IGrains grains, TenantSettings settings)
    {
        var caller = context.Caller();
        return TypedResults.Ok(await grains.Get<ITenantGrain>(caller.TenantId, caller).ChangeSettings(settings));
    }
}
