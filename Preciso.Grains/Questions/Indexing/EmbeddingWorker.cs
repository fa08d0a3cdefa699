using Microsoft.Extensions.AI;
using Orleans;
using Orleans.Concurrency;
using Preciso.Grains.Core;
using Preciso.Grains.Questions.Embedders;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Questions.Indexing;

/// <summary>Makes vectors. It has no state and reads nothing: any key will do.</summary>
[Alias("preciso.embedding_workers")]
public interface IEmbeddingWorker : IGrain
{
    /// <summary>The built-in embedder's vector of each text, in their order.</summary>
    [Alias("embedding_workers.embed")]
    Task<float[][]> Embed(string[] texts, CancellationToken cancel);

    /// <summary>
    /// The same by an embedder of the catalogue. A question does not wait for the passages before it: the embedder bounds itself.
    /// </summary>
    [Alias("embedding_workers.encode"), AlwaysInterleave, ResponseTimeout("00:05:00")]
    Task<float[][]> Encode(EncodeTexts command, CancellationToken cancel);
}

/// <param name="Embedder">By its name and version.</param>
public sealed record EncodeTexts(string Embedder, string[] Texts, bool AreQuestions = false);

/// <summary>As many at once on a silo as it has cores: on the calling one where that works, else on one that does.</summary>
[StatelessWorker, GrainType("embedding_worker")]
public sealed class EmbeddingWorkerGrain(
    Database database, IEmbeddingGenerator<string, Embedding<float>> embedder, EmbedderCatalog catalog)
    : Core.Grain(database), IEmbeddingWorker
{
    public Task<float[][]> Embed(string[] texts, CancellationToken cancel) => Task.Run(() => Make(texts, cancel), cancel);

    public Task<float[][]> Encode(EncodeTexts command, CancellationToken cancel) => Task.Run(
        () => catalog.Require(command.Embedder).Embed(command.Texts, command.AreQuestions, cancel), cancel); // off the grain's turns

    private async Task<float[][]> Make(string[] texts, CancellationToken cancel)
    {
        var embeddings = await embedder.GenerateAsync(texts, cancellationToken: cancel);
        return [.. embeddings.Select(embedding => embedding.Vector.ToArray())];
    }
}
