using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Preciso.Tests.Operations;

/// <summary>A collector that keeps what is sent to it by OTLP over HTTP.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<byte[]> _bodies = [];

    private OtlpReceiver(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<OtlpReceiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.MapPost("/v1/traces", receiver.Take);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Protobuf holds its strings as they are, so that a look at the bytes finds them.</summary>
    public int Count(string text) => _bodies.Sum(body => Occurrences(body, Encoding.UTF8.GetBytes(text)));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static int Occurrences(ReadOnlySpan<byte> body, ReadOnlySpan<byte> text)
    {
        var count = 0;
        for (var at = body.IndexOf(text); at >= 0; at = body.IndexOf(text))
        {
            count++;
            body = body[(at + text.Length)..];
        }
        return count;
    }

    private async Task<IResult> Take(HttpRequest request)
    {
        if (request.ContentType != "application/x-protobuf")
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        _bodies.Enqueue(body.ToArray());
        return Results.Bytes([], "application/x-protobuf");
    }
}
