using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Preciso.Silo.Tenants;
using Preciso.Tenants;

namespace Preciso.Silo.Gateway;

/// <summary>
/// What all of <c>/api/v1</c> shares: a caller, by API key or by the console's cookie. A cookie travels with requests that
/// other sites start, so whatever it changes needs the antiforgery header as well.
/// </summary>
public static class Api
{
    public const string Policy = "api";
    private const string SchemeSelector = "Preciso";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddAuthentication(options => options.DefaultScheme = SchemeSelector)
            .AddPolicyScheme(SchemeSelector, null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.RequireAuthenticatedUser());
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemResults>();
        // What is handled is not logged by default any more; a broken rule need not be, our own mistake must.
        services.Configure<ExceptionHandlerOptions>(
            options => options.SuppressDiagnosticsCallback = handled => handled.Exception is ProblemException);
        services.ConfigureHttpJsonOptions(options => PrecisoJson.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true); // so that it is told in our words
        services.AddOpenApi("v1");
        return services;
    }

    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes) => routes.MapGroup("/api/v1")
        .RequireAuthorization(Policy)
        .DisableAntiforgery() // the filter below asks for it where a cookie is used
        .AddEndpointFilter(RequireAntiforgeryForCookies);

    public static Caller Caller(this HttpContext context) =>
        CallerClaims.Caller(context.User) with { Address = context.Connection.RemoteIpAddress?.ToString() };

    private static string SchemeOf(HttpContext context)
    {
        var isApi = context.Request.Path.StartsWithSegments("/api");
        var hasCookie = context.Request.Cookies.Keys.Any(name => name.StartsWith(".AspNetCore.Cookies", StringComparison.Ordinal));
        return context.Request.Headers.ContainsKey("Authorization") || (isApi && !hasCookie)
            ? ApiKeyAuthentication.SchemeName
            : CookieAuthenticationDefaults.AuthenticationScheme;
    }

    private static async ValueTask<object?> RequireAntiforgeryForCookies(
        EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var byCookie = context.User.Identity?.AuthenticationType == CookieAuthenticationDefaults.AuthenticationScheme;
        if (byCookie && !HttpMethods.IsGet(context.Request.Method))
        {
            var antiforgery = context.RequestServices.GetRequiredService<IAntiforgery>();
            if (!await IsValid(antiforgery, context))
            {
                throw new ProblemException(
                    ProblemKind.Invalid, "antiforgery_invalid", "The page is out of date. Load it again and repeat.");
            }
        }
        return await next(invocation);
    }

    // Only the header is looked at: reading a form here would take the upload's stream.
    private static async Task<bool> IsValid(IAntiforgery antiforgery, HttpContext context) =>
        context.Request.Headers.ContainsKey("RequestVerificationToken") && await antiforgery.IsRequestValidAsync(context);
}
