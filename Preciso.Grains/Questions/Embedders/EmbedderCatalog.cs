using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Embedders;

/// <summary>The embedders of this silo, by name and version.</summary>
public sealed class EmbedderCatalog : IDisposable
{
    private readonly Dictionary<string, KnownEmbedder> _known;

    public EmbedderCatalog(IOptions<EmbedderOptions> options)
    {
        var (onnx, endpoints) = (options.Value.Onnx, options.Value.Endpoints);
        _known = new[] { Entry(ArcticXs.Name, ArcticXs.Options, leaves: false, ArcticXs.Load) }
            .Concat(onnx.Select(one => Entry(one.Key, one.Value, leaves: false, () => OnnxEmbedder.InFolder(one.Value))))
            .Concat(endpoints.Select(one => Entry(one.Key, one.Value, leaves: true, () => EndpointEmbedder.Connect(one.Value))))
            .ToDictionary(known => known.Card.Name);
    }

    public IReadOnlyList<EmbedderCard> Cards => [.. _known.Values.Select(known => known.Card)];

    public KnownEmbedder? Find(string name) => _known.GetValueOrDefault(name);

    /// <exception cref="ProblemException">It stands in the settings of this silo no longer, or not yet.</exception>
    public KnownEmbedder Require(string name) => Find(name) ?? throw new ProblemException(
        ProblemKind.Unavailable, "embedder_missing",
        $"No server of this installation has {name}. Set it again, or choose another embedder.");

    public void Dispose()
    {
        foreach (var known in _known.Values)
        {
            known.Dispose();
        }
    }

    private static KnownEmbedder Entry(
        string name, OfferedEmbedder offered, bool leaves, Func<IEmbeddingGenerator<string, Embedding<float>>> make) =>
        new(new EmbedderCard($"{name}:v{offered.Version}", offered.Dimensions, offered.Languages, leaves), offered, make);
}

/// <summary>One of them, made when it is first used.</summary>
public sealed class KnownEmbedder(
    EmbedderCard card, OfferedEmbedder offered, Func<IEmbeddingGenerator<string, Embedding<float>>> make) : IDisposable
{
    private readonly Lazy<IEmbeddingGenerator<string, Embedding<float>>> _generator = new(make);

    public EmbedderCard Card => card;

    /// <summary>A vector of its dimensions for each text, in their order.</summary>
    public async Task<float[][]> Embed(IReadOnlyList<string> texts, bool areQuestions, CancellationToken cancel)
    {
        var prefix = areQuestions ? offered.QuestionPrefix : offered.PassagePrefix;
        var made = await _generator.Value.GenerateAsync(texts.Select(text => prefix + text), cancellationToken: cancel);
        var vectors = made.Select(embedding => embedding.Vector.ToArray()).ToArray();
        return vectors.Length == texts.Count && Array.TrueForAll(vectors, vector => vector.Length == card.Dimensions)
            ? vectors
            : throw new ProblemException(
                ProblemKind.Invalid, "embedder_dimensions",
                $"{card.Name} does not give a vector of {card.Dimensions} numbers for each text. Set its Dimensions to what it gives.");
    }

    public void Dispose()
    {
        if (_generator.IsValueCreated)
        {
            _generator.Value.Dispose();
        }
    }
}
