namespace Preciso.Questions;

/// <summary>The embedders that there are, and the one that a tenant has. For administrators.</summary>
public interface IEmbedders
{
    /// <summary>What this installation offers beside the built-in embedder.</summary>
    IReadOnlyList<EmbedderCard> Offered { get; }

    Task<EmbedderStanding> Standing(Caller caller, CancellationToken cancel);
}

/// <summary>An embedder as people choose it.</summary>
/// <param name="Name">With its version, as it stands with each vector: <c>arctic-embed-xs:v1</c>.</param>
/// <param name="Leaves">Whether texts leave the house for it.</param>
public sealed record EmbedderCard(string Name, int Dimensions, EmbedderLanguages Languages, bool Leaves = false);

public enum EmbedderLanguages
{
    /// <summary>Passages and questions in another script get no vector.</summary>
    English,
    Any,
}
