using Preciso.Questions;

namespace Preciso.Grains.Questions.Retrieving;

/// <summary>Which documents a question is put to, as the function asked_documents takes it: null restricts nothing.</summary>
public sealed record Restriction(
    Guid[]? Documents = null, Guid[]? Spaces = null, string[]? Types = null, DateTimeOffset? AddedFrom = null,
    DateTimeOffset? AddedUntil = null)
{
    public static Restriction None { get; } = new();

    public static Restriction Read(AskQuestion question) => new(
        question.DocumentIds?.ToArray(), question.Scope?.SpaceIds?.ToArray(), question.Scope?.Types?.ToArray(),
        question.Scope?.From?.ToUniversalTime(), question.Scope?.Until?.ToUniversalTime());

    /// <summary>The same documents, in whatever order they are named.</summary>
    public bool IsSame(Restriction other) => AddedFrom == other.AddedFrom && AddedUntil == other.AddedUntil
        && IsSame(Documents, other.Documents) && IsSame(Spaces, other.Spaces) && IsSame(Types, other.Types);

    private static bool IsSame<T>(T[]? one, T[]? other) => (one ?? []).Order().SequenceEqual((other ?? []).Order());
}
