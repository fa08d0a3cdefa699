using Preciso.Questions;

namespace Preciso.Evaluations;

/// <summary>What a case is to be: a question, and what is expected of its answer.</summary>
/// <param name="Expected">What the answer says; null where that is not known yet, or its values tell it.</param>
/// <param name="Values">The figures that it has, as they are printed: <c>8.74</c>, <c>27,213백만원</c>.</param>
/// <param name="Evidence">Where it stands.</param>
/// <param name="Required">A run in which it is not right has failed.</param>
/// <param name="Unanswerable">No answer is the right one.</param>
/// <param name="Within">The documents that it is put to; null for all that its owner may read.</param>
/// <param name="Scope">What narrows these further; null for nothing.</param>
public sealed record CaseDraft(
    string Question, string? Expected = null, IReadOnlyList<string>? Values = null, IReadOnlyList<CasePages>? Evidence = null,
    IReadOnlyList<string>? Tags = null, bool Required = false, bool Unanswerable = false, IReadOnlyList<Guid>? Within = null,
    AskedScope? Scope = null)
{
    public const int LongestQuestion = 2_000;
    public const int LongestExpected = 4_000;
}

/// <param name="Pages">1-based; empty for anywhere in it.</param>
public sealed record CasePages(Guid DocumentId, IReadOnlyList<int> Pages);

/// <param name="Evidence">As far as its owner may still read it, as <paramref name="Within"/> is.</param>
public sealed record CaseView(
    Guid Id, string Question, CaseState State, string? Expected, IReadOnlyList<string> Values, IReadOnlyList<CasePlace> Evidence,
    IReadOnlyList<string> Tags, bool Required, bool Unanswerable, IReadOnlyList<AskedDocument>? Within,
    AskedScope? Scope = null);

public sealed record CasePlace(Guid DocumentId, string Filename, IReadOnlyList<int> Pages);

public enum CaseState
{
    /// <summary>It can be asked.</summary>
    Ready,

    /// <summary>Nobody has said yet what is right; until then it is not asked.</summary>
    NeedsAnswer,

    /// <summary>It stands on, or is put to, a document that its owner may no longer read: what it expects is left out.</summary>
    Withheld,
}
