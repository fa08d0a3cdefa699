using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Microsoft.Security.AntiSSRF;
using OpenAI;

namespace Preciso.Grains.Questions.Embedders;

/// <summary>
/// An endpoint that speaks as OpenAI's does. Unless it is allowed, no address within one's own network is called, whatever its name leads
/// to at that moment. What it answers when it refuses is not passed on: it may quote the key or a text.
/// </summary>
internal sealed class EndpointEmbedder(IEmbeddingGenerator<string, Embedding<float>> endpoint)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(endpoint)
{
    public static EndpointEmbedder Connect(EndpointOptions options)
    {
        var settings = new OpenAIClientOptions
        {
            Endpoint = new Uri(options.Url),
            Transport = new HttpClientPipelineTransport(new HttpClient(Handler(options))),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0), // jobs are tried again by themselves, and questions do not wait
        };
        var client = new OpenAI.Embeddings.EmbeddingClient(options.Model, new ApiKeyCredential(options.Key), settings);
        return new EndpointEmbedder(client.AsIEmbeddingGenerator(options.Dimensions));
    }

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GenerateAsync(values, options, cancellationToken);
        }
        catch (ClientResultException refused) when (refused.Status > 0)
        {
            throw Unavailable($"It answered with the status {refused.Status}.");
        }
        catch (Exception e) when (e is ClientResultException or HttpRequestException or AntiSSRFException or IOException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Unavailable(
                IsWall(e) ? "Its address lies within one's own network, which the settings do not allow." : "It cannot be reached.");
        }
    }

    private static HttpMessageHandler Handler(EndpointOptions options)
    {
        if (options.AllowPrivate)
        {
            return new SocketsHttpHandler { AllowAutoRedirect = false };
        }
        var wall = new AntiSSRFPolicy(PolicyConfigOptions.ExternalOnlyLatest) { AddXFFHeader = false }.GetHandler();
        wall.AllowAutoRedirect = false;
        return wall;
    }

    private static bool IsWall(Exception? error) => error is AntiSSRFException || (error is not null && IsWall(error.InnerException));

    private static ProblemException Unavailable(string why) => new(
        ProblemKind.Unavailable, "embedder_unavailable", $"The embedder's endpoint gave no vectors. {why} It is tried again.");
}
