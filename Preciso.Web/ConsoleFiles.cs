using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;

namespace Preciso.Web;

/// <summary>Style sheets, scripts, fonts: packed on their way, and fetched once where their name changes with their content.</summary>
internal static class ConsoleFiles
{
    private const string Forever = "public, max-age=31536000, immutable";

    public static void MapConsoleFiles(this WebApplication app)
    {
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/_content"), files => files.UseResponseCompression()); // some come unpacked
        app.MapStaticAssets().Add(endpoint =>
        {
            var files = endpoint.Metadata.OfType<StaticAssetDescriptor>();
            if (files.Any(file => file.Properties.Any(property => property.Name == "fingerprint")))
            {
                Keep(endpoint);
            }
        });
    }

    private static void Keep(EndpointBuilder endpoint)
    {
        var serve = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = context =>
        {
            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode < StatusCodes.Status400BadRequest)
                {
                    context.Response.Headers.CacheControl = Forever;
                }
                return Task.CompletedTask;
            });
            return serve(context);
        };
    }
}
