using Preciso.Evaluations;
using Preciso.Questions;

namespace Preciso.Grains.Evaluations.Judging;

/// <summary>Says how an answer stands to what was expected. Pure: the same for a person's cases, in CI and in the bench.</summary>
public static class Judge
{
    /// <param name="answer">Null where the question could not be asked: a document that it is put to is gone, say.</param>
    public static Verdict Try(Expectation expected, Answer? answer)
    {
        var answered = answer is { Answered: true };
        var rank = answered ? Rank(expected.Evidence, answer!.Evidence) : null;
        bool? exact = expected.Text is { } text ? answered && SaidText.Has(answer!.Text, text) : null;
        bool? numeric = expected.Values.Count > 0 ? answered && HasValues(answer!.Text, expected.Values) : null;
        bool? abstained = expected.Unanswerable ? !answered : null;
        return new Verdict(
            abstained ?? numeric ?? exact ?? rank is not null, answered, expected.Evidence.Count > 0, rank, exact, numeric, abstained,
            answered ? IsFaithful(expected.Question, answer!) : null, answer?.Timings.Total ?? 0);
    }

    /// <summary>The place of the first piece of evidence that stands where it is expected; null where none does.</summary>
    public static int? Rank(IReadOnlyList<CasePages> expected, IReadOnlyList<Evidence> evidence)
    {
        var at = evidence.ToList().FindIndex(piece => expected.Any(place =>
            place.DocumentId == piece.DocumentId && (place.Pages.Count == 0 || place.Pages.Contains(piece.Page))));
        return at < 0 ? null : at + 1;
    }

    /// <summary>Each of the figures is among those that the text says.</summary>
    public static bool HasValues(string text, IReadOnlyList<string> expected)
    {
        var said = PrintedFigure.FindAll(text);
        return expected.All(value => PrintedFigure.Find(value) is { } wanted && said.Any(wanted.IsSaidBy));
    }

    /// <summary>
    /// Each statement stands on evidence of the answer, and its figures are printed there or in the derivation. What the question itself
    /// says is no claim of the answer's.
    /// </summary>
    public static bool IsFaithful(string question, Answer answer)
    {
        var derivation = (answer.Derivation ?? []).Select(line => line.Text).ToList();
        return answer.Statements is { Count: > 0 } statements && statements.All(statement =>
            statement.Evidence.Count > 0 && statement.Evidence.All(number => number >= 1 && number <= answer.Evidence.Count)
            && SaidText.HasFigures(
                statement.Text, [question, .. statement.Evidence.Select(number => answer.Evidence[number - 1].Snippet), .. derivation]));
    }
}

/// <summary>What is null cannot be told of this case.</summary>
/// <param name="IsRight">By the strictest that is expected: that nothing is said, else the figures, else the text, else the place.</param>
/// <param name="HasPlace">Whether a place is expected, so that <paramref name="Rank"/> tells something.</param>
public sealed record Verdict(
    bool IsRight, bool Answered, bool HasPlace, int? Rank, bool? Exact, bool? Numeric, bool? Abstained, bool? Faithful,
    double Milliseconds);
