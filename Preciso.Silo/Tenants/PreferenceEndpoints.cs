using Microsoft.AspNetCore.Http.HttpResults;
using Preciso.Silo.Gateway;
using Preciso.Tenants;

namespace Preciso.Silo.Tenants;

public static class PreferenceEndpoints
{
    public static void MapPreferences(this RouteGroupBuilder api)
    {
        var preferences = api.MapGroup("/me/preferences").WithTags("Settings");
        preferences.MapGet("/", Get).WithSummary("How the caller likes the console, and what they want to be told.");
        preferences.MapPut("/", Put).WithSummary("Replaces them; what is left out gets its default.");
    }

    private static async Task<Ok<Preferences>> Get(HttpContext context, IPreferences preferences, CancellationToken cancel) =>
        TypedResults.Ok(await preferences.Get(context.Caller(), cancel));

    private static async Task<Ok<Preferences>> Put(
        HttpContext context, IPreferences preferences, Preferences replacement, CancellationToken cancel) =>
        TypedResults.Ok(await preferences.Save(context.Caller(), replacement, cancel));
}
