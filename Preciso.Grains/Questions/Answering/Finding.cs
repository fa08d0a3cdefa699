using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Reading.Chunking;

namespace Preciso.Grains.Questions.Answering;

/// <summary>A sentence or row that may be (part of) the answer.</summary>
/// <param name="Value">How good an answer it is; comparable within one question.</param>
/// <param name="Subjects">What it shows of what is asked about.</param>
internal sealed record Finding(Span Span, double Value, IReadOnlyList<Concept> Subjects)
{
    private const int UsualLength = 200;
    private const int LongestQuote = 400;

    /// <summary>A row that is labelled with what is asked about is worth half as much again.</summary>
    private const double LabelledRow = 0.5;

    /// <summary>Where figures are asked for, a line without any is rarely the answer.</summary>
    private const double WithoutFigures = 0.6;

    private const double OtherPeriod = 0.6;

    /// <summary>A table row beneath its column heads, or a sentence.</summary>
    public string Text =>
        Excerpt.Cut(Span.Text, LongestQuote) is var text && Span is { IsRow: true, Over: { } over } ? $"{over}\n{text}" : text;

    public static Finding Weigh(Span span, Ranked found, QuestionPlan plan, Coverage coverage)
    {
        var label = span.IsRow ? TableRow.Label(span.Text) : [];
        var shown = plan.Subjects.Select(subject => (subject, Share: subject.Labels(label))).Where(shown => shown.Share > 0).ToList();
        var said = found.Candidate.Names;
        var text = new TermSet($"{span.Over}\n{span.Text}");
        // Less where the question names a part that the row does not, for the row of the total has that label too.
        var labelled = LabelledRow * coverage.OfNames(text, said) * shown.Select(subject => subject.Share).DefaultIfEmpty(0).Max();
        var covered = coverage.OfAll(text, said) * (1 + labelled);
        var asksFigures = plan.Subjects.Any(subject => subject.ShownIn.Count > 0);
        var fit = IsOtherPeriod(span.Head, plan.Years) ? OtherPeriod : 1;
        fit *= asksFigures && !span.Text.Any(char.IsAsciiDigit) ? WithoutFigures : 1;
        // Long sentences touch on everything.
        var brevity = Math.Sqrt(UsualLength / (double)Math.Max(UsualLength, span.Text.Length));
        var over = new TermSet(span.Titles ?? "");
        return new Finding(
            span, found.Score * covered * fit * brevity,
            [.. plan.Subjects.Where(subject => over.Names(subject) || shown.Exists(row => row.subject == subject && row.Share > 0.5))]);
    }

    private static bool IsOtherPeriod(string? head, IReadOnlyList<int> asked) =>
        head is not null && asked.Count > 0 && Periods.Years(head) is { Count: > 0 } shown && !shown.Intersect(asked).Any();
}
