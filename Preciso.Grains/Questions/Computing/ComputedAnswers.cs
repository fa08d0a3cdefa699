using Preciso.Grains.Questions.Answering;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Computing;

/// <summary>
/// Says what was computed in one sentence, with the derivation under it and the place of each figure; of several companies or documents a
/// sentence each.
/// </summary>
/// <param name="korean">The question's language.</param>
internal sealed class ComputedAnswers(bool korean)
{
    public ExtractedAnswer Answer(Outcome outcome)
    {
        if (outcome.Zero is { } zero)
        {
            var evidence = zero.ToEvidence();
            return new([new(ComputedSentences.Undefined(outcome, zero, korean), [1], evidence.Boxes)], [evidence]);
        }
        var spelling = Spelling(outcome);
        var rows = outcome.Values.SelectMany(value => value.Figures).Distinct()
            .GroupBy(figure => (figure.DocumentId, figure.Page, figure.Snippet)).Select(row => row.ToList()).ToList();
        var pieces = rows.Select(OfRow).ToList();
        var sentence = new ComputedSentences(outcome, spelling, korean).Say();
        return new([new(sentence, [.. Enumerable.Range(1, pieces.Count)], pieces[0].Boxes)], pieces)
        {
            Derivation = [.. Stated(rows), .. Derivation(outcome, spelling)],
            Missing = outcome.Asked.Shape == AnswerShape.Series ? MissingOf(outcome) : [],
        };
    }

    /// <summary>What holds, and that other documents say otherwise.</summary>
    public ExtractedAnswer Disagreeing(Outcome first, IEnumerable<Outcome> others) => others.Aggregate(
        Answer(first),
        (answer, other) => Join(answer, Answer(other), korean
            ? $"다르게 적힌 문서도 있습니다. {other.Filename}: "
            : $"Another document says otherwise. {other.Filename}: "));

    /// <summary>Each document's own, where nobody says whose is meant.</summary>
    public ExtractedAnswer Each(IEnumerable<Outcome> outcomes) => outcomes.Aggregate(
        ExtractedAnswer.None, (answer, outcome) => Join(answer, Answer(outcome), $"{outcome.Filename}: "));

    /// <summary>Each company's own, and whose is more.</summary>
    /// <param name="named">As the question names them.</param>
    public ExtractedAnswer Compared(IReadOnlyList<(string Name, Outcome Outcome)> named)
    {
        var all = named.Aggregate(
            ExtractedAnswer.None, (answer, one) => Join(answer, Answer(one.Outcome), $"{one.Name}: "));
        if (!named.All(one => one.Outcome is { Zero: null, Asked.Shape: AnswerShape.Value }))
        {
            return all;
        }
        var values = named.Select(one => (one.Name, Said: one.Outcome.Values[^1])).OrderByDescending(value => value.Said.Value).ToList();
        if (values[0].Said.Value == values[^1].Said.Value || values.DistinctBy(value => value.Said.Currency).Skip(1).Any())
        {
            return all;
        }
        var sentence = ComputedSentences.Most(values[0].Name, named[0].Outcome.Asked.Name, korean);
        var said = new AnswerStatement(sentence, [.. Enumerable.Range(1, all.Evidence.Count)], all.Evidence[0].Boxes);
        return all with { Statements = [said, .. all.Statements] };
    }

    /// <summary>What the question asks for and no document has, as a person would call it.</summary>
    public IReadOnlyList<string> MissingOf(Outcome outcome) => [.. outcome.Missing
        .Select(operand => korean ? $"{operand.Period!.Value.Say(korean)} {operand.Concept.Named(korean)}"
            : $"{operand.Concept.Named(korean)}, {operand.Period!.Value.Say(korean)}").Distinct()];

    private Spelling Spelling(Outcome outcome) => new(
        korean, outcome.Asked.Kind, outcome.Asked.Wish, outcome.Asked.Shape is not (AnswerShape.Change or AnswerShape.Direction));

    private static ExtractedAnswer Join(ExtractedAnswer one, ExtractedAnswer other, string before)
    {
        var count = one.Evidence.Count;
        return new(
            [.. one.Statements, .. other.Statements.Select(statement => Moved(statement) with { Text = before + statement.Text })],
            [.. one.Evidence, .. other.Evidence])
        {
            Derivation = [.. one.Derivation, .. other.Derivation.Select(Moved)],
            Missing = [.. one.Missing, .. other.Missing],
        };

        AnswerStatement Moved(AnswerStatement statement) =>
            statement with { Evidence = [.. statement.Evidence.Select(number => number + count)] };
    }

    /// <summary>Figures of one row are one piece of evidence.</summary>
    private static Evidence OfRow(List<Figure> row) =>
        row[0].ToEvidence() with { Boxes = [.. row.Select(figure => figure.Place).Distinct()] };

    private static IEnumerable<AnswerStatement> Stated(List<List<Figure>> rows) =>
        from row in rows.Select((figures, i) => (figures, Number: i + 1))
        from figure in row.figures
        select new AnswerStatement($"{figure.Metric}, {figure.PeriodPrinted}: {figure.Amounts}", [row.Number], [figure.Place]);

    private IEnumerable<AnswerStatement> Derivation(Outcome outcome, Spelling spelling)
    {
        var (asked, worked) = (outcome.Asked, outcome.Values);
        foreach (var (computed, period) in worked.Zip(outcome.Periods))
        {
            if (!computed.IsOne)
            {
                var when = period.Part == PartOfYear.Whole ? period.ToString() : period.Say(korean);
                yield return Line($"{when}: {computed.Text} = {spelling.Value(computed)}");
            }
        }
        if (asked.Shape is AnswerShape.Change or AnswerShape.Direction)
        {
            var (before, after) = (worked[0], worked[1]);
            var (from, to) = (before.IsOne ? before.Text : spelling.Value(before), after.IsOne ? after.Text : spelling.Value(after));
            yield return Line(
                asked.Kind == MeasureKind.Percent ? $"{to} − {from} = {spelling.Points(after.Value - before.Value)}"
                : before.Value > 0 ? $"({to} − {from}) ÷ {from} = {spelling.Percent((after.Value - before.Value) / before.Value)}"
                : $"{to} − {from}");
        }

        AnswerStatement Line(string text) => new(text, [], []);
    }
}
