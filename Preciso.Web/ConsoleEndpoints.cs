using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Preciso.Tenants;
using Preciso.Web.Layout;
using Preciso.Web.Tenants;

namespace Preciso.Web;

public static class ConsoleEndpoints
{
    /// <summary>The console's pages, its static files and the two forms that every page carries.</summary>
    public static WebApplication MapConsole(this WebApplication app)
    {
        app.UseRequestLocalization();
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.Use(KeepPagesFromPrograms);
        app.UseAntiforgery();

        app.MapConsoleFiles();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        app.MapPost("/sign-out", SignOut);
        app.MapPost("/culture", ChangeCulture);
        return app;
    }

    /// <summary>A program that calls the API gets problem details from the gateway, never a page.</summary>
    private static Task KeepPagesFromPrograms(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            context.Features.GetRequiredFeature<IStatusCodePagesFeature>().Enabled = false;
        }
        return next(context);
    }

    /// <param name="form">Holds the antiforgery token only; that it is bound is what has the token checked.</param>
    private static async Task<IResult> SignOut(HttpContext context, IFormCollection form)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.Redirect(SignInCookie.Page);
    }

    private static async Task<IResult> ChangeCulture(HttpContext context, IPreferences preferences, [FromForm] string culture)
    {
        if (!ConsoleServices.Languages.Contains(culture))
        {
            return Results.BadRequest();
        }
        PreferenceCookies.Speak(context.Response, culture);
        if (CallerClaims.Find(context.User) is { } caller)
        {
            var kept = await preferences.Get(caller, context.RequestAborted);
            await preferences.Save(caller, kept with { Language = culture }, context.RequestAborted);
        }
        // Back to the page with the button: the browser knows best which one that is now.
        var from = context.Request.GetTypedHeaders().Referer;
        return Results.LocalRedirect(LocalUrl.OrHome(from?.PathAndQuery));
    }
}
