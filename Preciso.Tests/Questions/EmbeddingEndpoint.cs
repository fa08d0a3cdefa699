using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Preciso.Tests.Questions;

/// <summary>A server on the loopback that speaks as OpenAI's embeddings do: each model has one vector for every text.</summary>
internal sealed class EmbeddingEndpoint : IAsyncDisposable
{
    public const int Dimensions = 8;

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<int, Task<bool>>> _rules = [];
    private readonly ConcurrentDictionary<string, int> _calls = [];
    private readonly ConcurrentQueue<(string Model, string[] Texts)> _asked = [];

    private EmbeddingEndpoint(WebApplication app) => _app = app;

    /// <summary>What was asked for and answered, in order.</summary>
    public IReadOnlyList<(string Model, string[] Texts)> Answered => [.. _asked];

    public string Url => $"{_app.Urls.Single()}/v1";

    public static async Task<EmbeddingEndpoint> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var endpoint = new EmbeddingEndpoint(builder.Build());
        endpoint._app.MapPost("/v1/embeddings", endpoint.Embed);
        await endpoint._app.StartAsync();
        return endpoint;
    }

    /// <param name="rule">Of the model's n-th call, counted from 1: whether it is answered, and when.</param>
    public EmbeddingEndpoint Let(string model, Func<int, Task<bool>> rule)
    {
        _rules[model] = rule;
        return this;
    }

    /// <summary>Settings of a silo that offers these models of it, each under its own name.</summary>
    public string[] Settings(params string[] models) =>
    [
        .. models.SelectMany(model => new[]
        {
            $"--Preciso:Embedders:Endpoints:{model}:Url", Url, $"--Preciso:Embedders:Endpoints:{model}:Model", model,
            $"--Preciso:Embedders:Endpoints:{model}:Key", "sk-of-the-test", $"--Preciso:Embedders:Endpoints:{model}:AllowPrivate", "true",
            $"--Preciso:Embedders:Endpoints:{model}:Dimensions", $"{Dimensions}",
        }),
    ];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> Embed(JsonElement request)
    {
        var model = request.GetProperty("model").GetString()!;
        var texts = request.GetProperty("input").EnumerateArray().Select(text => text.GetString()!).ToArray();
        var call = _calls.AddOrUpdate(model, 1, (_, calls) => calls + 1);
        if (_rules.TryGetValue(model, out var rule) && !await rule(call))
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        _asked.Enqueue((model, texts));
        var vector = Convert.ToBase64String(MemoryMarshal.AsBytes(Vector(model).AsSpan()));
        return Results.Json(new
        {
            @object = "list",
            model,
            data = texts.Select((_, index) => new { @object = "embedding", index, embedding = vector }),
            usage = new { prompt_tokens = 1, total_tokens = 1 },
        });
    }

    /// <summary>Those of two models have nothing in common.</summary>
    private static float[] Vector(string model)
    {
        var vector = new float[Dimensions];
        vector[model[0] % Dimensions] = 1;
        return vector;
    }
}
