using Preciso.Grains.Questions.Indexing;

namespace Preciso.Grains.Questions.Retrieving;

/// <summary>What a document has of a question's terms, as it comes from storage.</summary>
internal sealed record DocumentLists
{
    /// <summary>Null where no document has any of them.</summary>
    public Guid? DocumentId { get; init; }

    /// <inheritdoc cref="Candidate.Frequencies"/>
    public required int[] Frequencies { get; init; }

    /// <inheritdoc cref="Candidate.Passages"/>
    public required int Passages { get; init; }

    /// <inheritdoc cref="Candidate.Prior"/>
    public required double Prior { get; init; }

    /// <inheritdoc cref="Candidate.Names"/>
    public required string[] Names { get; init; }

    /// <inheritdoc cref="Candidate.Called"/>
    public required string[] Called { get; init; }

    /// <summary>What each of its <see cref="Lists"/> counts for.</summary>
    public required double[] Worths { get; init; }

    /// <summary>The passages that have each term; none of a document that promises too little. See <see cref="PostingList"/>.</summary>
    public required byte[][] Lists { get; init; }

    /// <summary>Its passages with any of the terms.</summary>
    public IEnumerable<ScoredPassage> Score()
    {
        var scores = new Dictionary<int, double>();
        foreach (var (list, worth) in Lists.Zip(Worths))
        {
            PostingList.AddTo(scores, list, worth);
        }
        return scores.Select(score => new ScoredPassage(DocumentId!.Value, score.Key, score.Value, Prior));
    }
}

/// <param name="Score">See <see cref="Candidate.TextScore"/>.</param>
/// <param name="Prior">See <see cref="Candidate.Prior"/>.</param>
internal readonly record struct ScoredPassage(Guid DocumentId, int Ordinal, double Score, double Prior);
