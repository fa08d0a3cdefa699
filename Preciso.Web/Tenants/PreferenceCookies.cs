using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Tenants;
using Preciso.Web.Layout;

namespace Preciso.Web.Tenants;

/// <summary>
/// What a person likes is kept with them; a browser keeps it as well, because the first thing that it draws comes before they are asked.
/// </summary>
public static class PreferenceCookies
{
    /// <summary>The browser becomes as they left the last one.</summary>
    public static async Task BringAlong(CookieSigningInContext context)
    {
        var preferences = context.HttpContext.RequestServices.GetRequiredService<IPreferences>();
        var kept = await preferences.Get(CallerClaims.Caller(context.Principal!), context.HttpContext.RequestAborted);
        var response = context.Response;
        Keep(response, Appearance.BrightnessCookie, Snake.Case(kept.Theme));
        Keep(response, Appearance.CompactCookie, kept.Density == Density.Compact ? Appearance.Yes : Appearance.No);
        Keep(response, Appearance.FoldedCookie, kept.RailFolded ? Appearance.Yes : Appearance.No);
        if (kept.Language is { } language)
        {
            Speak(response, language);
        }
    }

    public static void Speak(HttpResponse response, string language) => response.Cookies.Append(
        CookieRequestCultureProvider.DefaultCookieName,
        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
        new CookieOptions { MaxAge = Kept, SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true });

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    // The console's script writes these as well.
    private static void Keep(HttpResponse response, string name, string value) =>
        response.Cookies.Append(name, value, new CookieOptions { MaxAge = Kept, SameSite = SameSiteMode.Lax, IsEssential = true });
}
