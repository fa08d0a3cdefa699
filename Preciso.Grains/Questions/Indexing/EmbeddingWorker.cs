using Microsoft.Extensions.AI;
using Orleans;
using Orleans.Concurrency;
using Preciso.Grains.Core;

namespace Preciso.Grains.Questions.Indexing;

/// <summary>Makes vectors where the hardware for it is. It has no state and reads nothing: any key will do.</summary>
[Alias("preciso.embedding_workers")]
public interface IEmbeddingWorker : IGrain
{
    /// <summary>The vector of each text, in their order.</summary>
    [Alias("embedding_workers.embed")]
    Task<float[][]> Embed(string[] texts, CancellationToken cancel);
}

/// <summary>As many at once on a silo as it has cores; on the calling silo where that has what it takes.</summary>
[StatelessWorker, PreferRole(SiloRoles.Gpu), GrainType("embedding_worker")]
public sealed class EmbeddingWorkerGrain(IEmbeddingGenerator<string, Embedding<float>> embedder) : Orleans.Grain, IEmbeddingWorker
{
    public Task<float[][]> Embed(string[] texts, CancellationToken cancel) => Task.Run(
        async () => (await embedder.GenerateAsync(texts, cancellationToken: cancel)).Select(embedding => embedding.Vector.ToArray())
            .ToArray(), cancel);
}
