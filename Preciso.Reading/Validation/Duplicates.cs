namespace Preciso.Reading.Validation;

/// <summary>What the database knows of other documents that are like this one, of those that its owner may read.</summary>
/// <param name="SameFile">One with the same bytes.</param>
/// <param name="Near">Those with nearly the same text, most alike first.</param>
/// <param name="Same">Those with the same values in fields that a rule names.</param>
public sealed record Duplicates(Guid? SameFile, IReadOnlyList<NearDuplicate> Near, IReadOnlyList<SameValues> Same)
{
    public static Duplicates None { get; } = new(null, [], []);
}

public sealed record NearDuplicate(Guid DocumentId, double Similarity);

/// <param name="Fields">The names that the rule gives, in its order.</param>
public sealed record SameValues(Guid DocumentId, IReadOnlyList<string> Fields);
