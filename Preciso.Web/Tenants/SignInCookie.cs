using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Audit;
using Preciso.Tenants;
using Preciso.Web.Operations;

namespace Preciso.Web.Tenants;

/// <summary>The cookie of a signed-in browser. Each request asks again whether its person may still come in, and as what.</summary>
public static class SignInCookie
{
    public const string Page = "/sign-in";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.LoginPath = Page;
        options.AccessDeniedPath = "/forbidden";
        options.ReturnUrlParameter = "return";
        options.Events.OnSigningIn = PreferenceCookies.BringAlong;
        options.Events.OnValidatePrincipal = Validate;
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = Refuse;
    }

    /// <summary>The person of these claims as they are now; null once disabled or since their password changed.</summary>
    public static async Task<SignedIn?> Find(this IPeople people, ClaimsPrincipal principal, CancellationToken cancel) =>
        CallerClaims.Find(principal) is { } caller && principal.FindFirstValue(CallerClaims.Stamp) is { } stamp
            ? await people.Find(caller.TenantId, caller.UserId, stamp, cancel)
            : null;

    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var request = context.HttpContext;
        var people = request.RequestServices.GetRequiredService<IPeople>();
        var person = await people.Find(context.Principal!, request.RequestAborted);
        if (person is null)
        {
            context.RejectPrincipal();
            await request.SignOutAsync(context.Scheme.Name);
            return;
        }
        if (person.Caller != CallerClaims.Find(context.Principal!)! with { Address = null })
        {
            context.ReplacePrincipal(CallerClaims.Principal(person, CookieAuthenticationDefaults.AuthenticationScheme));
            context.ShouldRenew = true;
        }
        CallerClaims.SetAddress(context.Principal!, request.Connection.RemoteIpAddress?.ToString());
    }

    /// <summary>A page that the role does not reach.</summary>
    private static async Task Refuse(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (CallerClaims.Find(context.HttpContext.User) is { } caller)
        {
            var audit = context.HttpContext.RequestServices.GetRequiredService<IAudit>();
            await audit.RecordRefusal(caller, context.Request.Path,
                new ProblemException(ProblemKind.Forbidden, "page_forbidden", "This page needs another role."));
        }
        await Answer(context, StatusCodes.Status403Forbidden);
    }

    /// <summary>
    /// A program that calls the API wants the status, a person the page. Whoever may not see the cluster has no link to it, and its own
    /// calls are a program's.
    /// </summary>
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Path.StartsWithSegments("/api")
            || (status == StatusCodes.Status403Forbidden && context.Request.Path.StartsWithSegments(ClusterPage.Path)))
        {
            context.Response.StatusCode = status;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }
        return Task.CompletedTask;
    }
}
