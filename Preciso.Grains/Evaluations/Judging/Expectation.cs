using Preciso.Evaluations;

namespace Preciso.Grains.Evaluations.Judging;

/// <summary>What is expected of the answer to a question.</summary>
public sealed record Expectation(
    string Question, string? Text, IReadOnlyList<string> Values, IReadOnlyList<CasePages> Evidence, bool Unanswerable)
{
    /// <summary>Whether anything is: of what expects nothing nobody can say whether it is right.</summary>
    public bool IsSaid => Unanswerable || Text is not null || Values.Count > 0 || Evidence.Count > 0;
}
