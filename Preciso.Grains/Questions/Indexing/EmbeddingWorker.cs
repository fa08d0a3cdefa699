using Microsoft.Extensions.AI;
using Orleans.Concurrency;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Questions.Indexing;

/// <summary>Makes vectors. It has no state and reads nothing: any key will do.</summary>
[Orleans.Alias("preciso.embedding_workers")]
public interface IEmbeddingWorker : IGrain
{
    /// <summary>The vector of each text, in their order.</summary>
    [Orleans.Alias("embedding_workers.embed")]
    Task<float[][]> Embed(string[] texts, CancellationToken cancel);
}

/// <summary>As many at once on a silo as it has cores: on the calling one where that works, else on one that does.</summary>
[StatelessWorker, Orleans.GrainType("embedding_worker")]
public sealed class EmbeddingWorkerGrain(Database database, IEmbeddingGenerator<string, Embedding<float>> embedder)
    : Grain(database), IEmbeddingWorker
{
    public Task<float[][]> Embed(string[] texts, CancellationToken cancel) => Task.Run(() => Make(texts, cancel), cancel);

    private async Task<float[][]> Make(string[] texts, CancellationToken cancel)
    {
        var embeddings = await embedder.GenerateAsync(texts, cancellationToken: cancel);
        return [.. embeddings.Select(embedding => embedding.Vector.ToArray())];
    }
}
