namespace Preciso.Grains.Questions.Computing;

/// <summary>Works a calculation out over the figures of one document, for each period that it asks about.</summary>
internal sealed class Worksheet(Measures measures)
{
    private const int FewestOfSeries = 2;

    public Outcome Work(Calculation asked, Figures figures)
    {
        var periods = PeriodsOf(asked, figures);
        var calculator = new Calculator(figures, measures);
        var values = periods.Select(period => (Period: period, Value: calculator.Work(asked.Formula.In(period))))
            .Where(worked => worked.Value is not null).ToList();
        var isEnough = values.Count == periods.Count || (asked.Shape == AnswerShape.Series && values.Count >= FewestOfSeries);
        var zero = calculator.DividesByZero && periods.Count > 0 ? Zero(asked, periods[^1], figures) : null;
        var isOfOtherTimes = !isEnough && asked.Shape != AnswerShape.Series && asked.Periods is [.., { Year: not null } last]
            && asked.Formula.Operands.Any(operand => Latest([operand], last.Part, figures) is not null);
        return isEnough && periods.Count > 0
            ? new(asked, [.. values.Select(worked => worked.Period)], [.. values.Select(worked => worked.Value!)],
                [.. calculator.Missing], null, figures.LastYear)
            : new(asked, periods, [], calculator.HasFound || isOfOtherTimes ? [.. calculator.Missing] : [], zero, figures.LastYear)
            {
                IsOfOtherTimes = isOfOtherTimes,
            };
    }

    /// <summary>Those that are computed, in order: one, the two that are compared, or all.</summary>
    private IReadOnlyList<FiscalPeriod> PeriodsOf(Calculation calculation, Figures figures)
    {
        var operands = calculation.Formula.Operands.ToList();
        var asked = calculation.Periods.DefaultIfEmpty().ToList();
        if (asked.Exists(period => period.Year is null))
        {
            var year = operands.Exists(operand => operand.Period is null)
                ? asked.Min(period => Latest(operands, period.Part, figures))
                : operands.Max(operand => operand.Period!.Value.Year);
            asked = [.. asked.Where(_ => year is not null).Select(period => period with { Year = year })];
        }
        return asked.Count == 0 ? [] : calculation.Shape switch
        {
            AnswerShape.Value or AnswerShape.Sign => [asked[^1]],
            AnswerShape.Series => asked,
            _ => asked.Count > 1 ? [asked[0], asked[^1]] : [asked[^1].Before(1), asked[^1]],
        };
    }

    private int? Latest(List<Operand> operands, PartOfYear part, Figures figures) =>
        operands.Select(operand => figures.Latest(operand.Concept, part)
            ?? (measures.Find(operand.Concept) is { } made ? Latest([.. made.Formula.Operands], part, figures) : null)).Min();

    /// <summary>Nothing can be divided by nothing.</summary>
    private static Figure? Zero(Calculation asked, FiscalPeriod period, Figures figures) =>
        asked.Formula.In(period).Operands.Select(operand => figures.Find(operand.Concept, operand.Period!.Value))
            .FirstOrDefault(figure => figure is { Value: 0 });
}
