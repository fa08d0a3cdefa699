using System.Globalization;
using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Planning;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Computing;

/// <summary>
/// Answers in one sentence with what was computed from the figures of one document, the derivation under it and each figure's place;
/// or not at all, where a figure is missing.
/// </summary>
internal sealed class ComputedAnswers(Measures measures)
{
    /// <param name="korean">The question's language.</param>
    public ExtractedAnswer? Answer(Calculation calculation, Figures figures, bool korean)
    {
        if (YearsOf(calculation, figures) is not { Count: > 0 } years)
        {
            return null;
        }
        var calculator = new Calculator(figures, measures);
        var worked = years.Select(year => calculator.Work(calculation.Formula.In(year))).OfType<Computed>().ToList();
        if (worked.Count < years.Count)
        {
            return calculator.DividesByZero ? Undefined(calculation, years[^1], figures, korean) : null;
        }
        var isOne = calculation.Shape is AnswerShape.Value or AnswerShape.Sign;
        var spelling = new Spelling(korean, calculation.Kind, calculation.Wish, isOne);
        var sentence = isOne
            ? OfValue(calculation, years[^1], worked[^1], spelling, korean)
            : OfChange(calculation, years, worked, spelling, korean);
        var rows = worked.SelectMany(part => part.Figures).Distinct()
            .GroupBy(figure => (figure.DocumentId, figure.Page, figure.Snippet)).Select(row => row.ToList()).ToList();
        var evidence = rows.Select(OfRow).ToList();
        IReadOnlyList<int> all = [.. Enumerable.Range(1, evidence.Count)];
        return new ExtractedAnswer([new AnswerStatement(sentence, all, evidence[0].Boxes)], evidence)
        {
            Derivation = [.. Stated(rows), .. Derivation(calculation, years, worked, spelling)],
        };
    }

    /// <summary>Those that are computed, in order: one, or the two that are compared.</summary>
    private IReadOnlyList<int> YearsOf(Calculation calculation, Figures figures)
    {
        var operands = calculation.Formula.Operands.ToList();
        var last = calculation.Years.Count > 0 ? calculation.Years[^1]
            : operands.Exists(operand => operand.Year is null) ? Latest(operands, figures)
            : operands.Max(operand => operand.Year);
        return last is not { } year ? []
            : calculation.Shape is AnswerShape.Value or AnswerShape.Sign ? [year]
            : calculation.Years.Count > 1 ? [calculation.Years[0], year]
            : [year - 1, year];
    }

    private int? Latest(List<Operand> operands, Figures figures) =>
        operands.Select(operand => figures.Latest(operand.Concept)
            ?? (measures.Find(operand.Concept) is { } made ? Latest([.. made.Formula.Operands], figures) : null)).Min();

    private static string OfValue(Calculation asked, int year, Computed value, Spelling spelling, bool korean)
    {
        var yes = asked.Shape == AnswerShape.Sign ? YesOrNo(asked.Rise ? value.Value > 0 : value.Value < 0, korean) : "";
        var name = yes.Length > 0 ? asked.Name : Capital(asked.Name);
        var when = asked is { Shape: AnswerShape.Value, Years.Count: > 1 } ? $"over FY{asked.Years[0]} to FY{year}" : $"in FY{year}";
        return yes + (korean
            ? $"{year}년 {Topic(asked.Name)} {spelling.Value(value)}입니다."
            : $"{name} {when} {Was(asked.Name)} {spelling.Value(value)}.");
    }

    private static string OfChange(
        Calculation asked, IReadOnlyList<int> years, List<Computed> values, Spelling spelling, bool korean)
    {
        var (before, after) = (values[0].Value, values[1].Value);
        var direction = after.CompareTo(before);
        var yes = asked.Shape == AnswerShape.Direction ? YesOrNo(asked.Rise ? direction > 0 : direction < 0, korean) : "";
        var (first, last) = (spelling.Value(values[0]), spelling.Value(values[1]));
        var by = By(asked, before, after, spelling);
        var name = yes.Length > 0 ? asked.Name : Capital(asked.Name);
        if (korean)
        {
            var how = direction == 0 ? "그대로입니다" : $"{by}{(direction > 0 ? " 늘었습니다" : " 줄었습니다")}";
            return $"{yes}{Topic(asked.Name)} {years[0]}년 {first}에서 {years[1]}년 {last}{Direction(last)} {how}.";
        }
        return direction == 0
            ? $"{yes}{name} {Was(name)} {first} in FY{years[0]} and in FY{years[1]}."
            : $"{yes}{name} {(direction > 0 ? "rose" : "fell")} {by}, from {first} in FY{years[0]} to {last} in FY{years[1]}.";
    }

    /// <summary>Shares differ by points, all else by its share; from nothing or a loss by its size.</summary>
    private static string By(Calculation asked, decimal before, decimal after, Spelling spelling) =>
        asked is { Kind: MeasureKind.Percent } ? spelling.Points(Math.Abs(after - before))
        : before > 0 ? spelling.Percent(Math.Abs(after - before) / before)
        : spelling.Value(new Computed(Math.Abs(after - before), "", [], null));

    /// <summary>Figures of one row are one piece of evidence.</summary>
    private static Evidence OfRow(List<Figure> row) =>
        row[0].ToEvidence() with { Boxes = [.. row.Select(figure => figure.Place).Distinct()] };

    private static IEnumerable<AnswerStatement> Stated(List<List<Figure>> rows) =>
        from row in rows.Select((figures, i) => (figures, Number: i + 1))
        from figure in row.figures
        let scale = figure.ScalePrinted is { Length: > 0 } said ? $" ({said})" : ""
        select new AnswerStatement(
            $"{figure.Metric}, {figure.PeriodPrinted}: {figure.Printed}{scale}", [row.Number], [figure.Place]);

    private static IEnumerable<AnswerStatement> Derivation(
        Calculation asked, IReadOnlyList<int> years, List<Computed> worked, Spelling spelling)
    {
        foreach (var (computed, year) in worked.Zip(years))
        {
            if (!computed.IsOne)
            {
                yield return Line($"{year}: {computed.Text} = {spelling.Value(computed)}");
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

    /// <summary>Nothing can be divided by nothing.</summary>
    private static ExtractedAnswer? Undefined(Calculation asked, int year, Figures figures, bool korean)
    {
        var zero = asked.Formula.In(year).Operands.Select(operand => figures.Find(operand.Concept, operand.Year!.Value))
            .FirstOrDefault(figure => figure is { Value: 0 });
        if (zero is null)
        {
            return null;
        }
        var sentence = korean
            ? $"{year}년 {Topic(asked.Name)} 계산할 수 없습니다. {zero.Metric}{Particle(zero.Metric, "이", "가")} 0입니다."
            : $"{Capital(asked.Name)} in FY{year} cannot be computed: {zero.Metric} is zero.";
        var evidence = zero.ToEvidence();
        return new ExtractedAnswer([new AnswerStatement(sentence, [1], evidence.Boxes)], [evidence]);
    }

    private static string YesOrNo(bool holds, bool korean) => (holds, korean) switch
    {
        (true, true) => "네, ",
        (true, false) => "Yes: ",
        (false, true) => "아니요, ",
        _ => "No: ",
    };

    /// <summary>Inventories were, return on assets was.</summary>
    private static string Was(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var head = words.TakeWhile(word => word is not ("of" or "on" or "from" or "in" or "per" or "for" or "to")).LastOrDefault() ?? name;
        return head.EndsWith('s') && !head.EndsWith("ss", StringComparison.OrdinalIgnoreCase) ? "were" : "was";
    }

    private static string Capital(string name) => char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..];

    private static string Topic(string name) => name + Particle(name, "은", "는");

    /// <summary>로 behind a vowel and ㄹ, 으로 behind other consonants.</summary>
    private static string Direction(string said) => said[^1] is '%' or '일' or '달' ? "로" : Particle(said, "으로", "로");

    private static string Particle(string word, string behindConsonant, string behindVowel) =>
        word[^1] is >= '가' and <= '힣' && (word[^1] - '가') % 28 != 0 ? behindConsonant : behindVowel;
}
