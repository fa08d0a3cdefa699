namespace Preciso.Silo.Gateway;

public static class SecurityHeaders
{
    // MudBlazor sets sizes by style attributes; scripts come from our own files only.
    private const string Policy =
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Orleans' dashboard, whose icons are a font inside its style sheet.</summary>
    private const string DashboardPath = "/operations/cluster";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments(DashboardPath)
            ? Policy + "; font-src 'self' data:"
            : Policy;
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            headers.CacheControl = "no-store"; // what one person may read must not be kept for the next
        }
        return next(context);
    });
}
