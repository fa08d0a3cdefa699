namespace Preciso.Grains.Questions.Retrieving;

/// <summary>A passage that may answer.</summary>
public sealed record Candidate
{
    public required Guid DocumentId { get; init; }

    public required string Filename { get; init; }

    public required int Page { get; init; }

    public required int Ordinal { get; init; }

    public string? Heading { get; init; }

    /// <summary>Line by line.</summary>
    public required string Text { get; init; }

    /// <summary>The same with their places, as kept in chunks.lines, once it is opened: <see cref="Retrieval.Open"/>.</summary>
    public string? Lines { get; init; }

    public required string Method { get; init; }

    public required float Confidence { get; init; }

    /// <summary>BM25 as a share of what a passage with all the question's terms would have, about 0 to 1.</summary>
    public required double TextScore { get; init; }

    /// <summary>Inner product with the question's vector.</summary>
    public required double Similarity { get; init; }

    /// <summary>The same with the vector of its tenant's embedder; null where the passage or the question has none.</summary>
    public double? Meaning { get; init; }

    /// <summary>How well its document is the one meant, relative to the best, 0 to 1.</summary>
    public double Prior { get; init; }

    /// <summary>Those of the question's terms that tell its document from others.</summary>
    public string[] Names { get; init; } = [];

    /// <summary>Those of them that stand in the name of its file or in its title.</summary>
    public string[] Called { get; init; } = [];

    /// <summary>How many visible passages have each of the question's terms. The same in every candidate.</summary>
    public int[] Frequencies { get; init; } = [];

    /// <summary>How many passages are visible. The same in every candidate.</summary>
    public int Passages { get; init; }
}
