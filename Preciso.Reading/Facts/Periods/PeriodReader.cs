using Preciso.Documents;

namespace Preciso.Reading.Facts.Periods;

/// <summary>Makes periods of what a text says about time.</summary>
internal static class PeriodReader
{
    /// <summary>The periods in the order in which they are printed; empty where none is said in full.</summary>
    public static IReadOnlyList<FactPeriod> Read(PeriodText text, DocumentPeriods document)
    {
        var printed = text.Printed;
        if (text.Dates.Count > 0)
        {
            return Dated(text);
        }

        if (text.MonthsOfYears.Count > 0)
        {
            return [.. text.MonthsOfYears.Select(month => text.IsAsOf
                ? PeriodKeys.Moment(printed, month.AddMonths(1).AddDays(-1))
                : text.Span is { } months
                    ? PeriodKeys.Ended(printed, months, month.AddMonths(1).AddDays(-1))
                    : PeriodKeys.Month(printed, month))];
        }

        if (text.SplitYear is { } split)
        {
            return [PeriodKeys.SplitYear(printed, split)];
        }

        return text.Years.Count > 0 ? [.. text.Years.Select(year => OfYear(text, year, document))]
            : document.YearOf(text) is { } own ? [OfYear(text, own, document)]
            : text.Term is not null || text.YearsBack is not null ? [new FactPeriod(printed, Compact(printed), null, null)]
            : [];
    }

    private static IReadOnlyList<FactPeriod> Dated(PeriodText text) => text.Dates is [var start, var end] && text.IsRange && start < end
        ? [PeriodKeys.Between(text.Printed, start, end)]
        : [.. text.Dates.Select(day => text.Span is { } months && !text.IsAsOf
            ? PeriodKeys.Ended(text.Printed, months, day)
            : PeriodKeys.Moment(text.Printed, day))];

    private static FactPeriod OfYear(PeriodText text, int year, DocumentPeriods document)
    {
        var printed = text.Printed;
        if (text.MonthDay is var (month, day))
        {
            var date = new DateOnly(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
            return text.Span is { } months && !text.IsAsOf ? PeriodKeys.Ended(printed, months, date) : PeriodKeys.Moment(printed, date);
        }

        if (text is { IsCumulative: true, Quarter: null, Half: null, Span: null, IsAsOf: false })
        {
            return PeriodKeys.ToDate(printed, year);
        }

        // A quarter without its number (당분기) is the document's own.
        var last = text.Quarter is { } quarter ? 3 * (quarter > 0 ? quarter : document.Quarter)
            : text.Half is { } half ? 6 * half
            : text.Span is 9 ? 9
            : 12;
        var span = text.IsCumulative || (text.Span is null && text.Quarter is null && text.Half is null) ? last
            : text.Span ?? (text.Quarter is not null ? 3 : 6);
        return text.IsAsOf ? PeriodKeys.Moment(printed, document.EndOf(year, last))
            : span == 12 ? PeriodKeys.FiscalYear(printed, year)
            : PeriodKeys.Part(printed, year, Math.Max(1, last - span + 1), span);
    }

    private static string Compact(string printed) => string.Concat(printed.Where(c => !char.IsWhiteSpace(c)));
}
