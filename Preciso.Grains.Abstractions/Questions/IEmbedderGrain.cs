using Orleans;

namespace Preciso.Questions;

/// <summary>By what a tenant's passages are found besides their words. Its key is the tenant id.</summary>
[Alias("preciso.embedders")]
public interface IEmbedderGrain : IGrain
{
    /// <summary>
    /// An administrator's choice. Vectors are made in the background, a job for each document, and until all are there what served before
    /// serves.
    /// </summary>
    [Alias("embedders.select")]
    Task<EmbedderStanding> Select(SelectEmbedder command);

    /// <summary>The embedder that is coming serves, if no document is left without its vectors; those of the one before go.</summary>
    [Alias("embedders.settle")]
    Task<EmbedderStanding> Settle(SettleEmbedder command);
}

/// <param name="Embedder">By its name and version; null for the built-in one alone.</param>
public sealed record SelectEmbedder(string? Embedder);

public sealed record SettleEmbedder;

/// <param name="Serving">What questions use; null for the built-in one alone.</param>
/// <param name="Coming">What is being made; null for nothing.</param>
/// <param name="Done">Documents that have its vectors.</param>
/// <param name="Documents">Documents that shall have them.</param>
public sealed record EmbedderStanding(string? Serving, string? Coming = null, int Done = 0, int Documents = 0);
