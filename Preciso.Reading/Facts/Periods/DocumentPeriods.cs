using Preciso.Documents;

namespace Preciso.Reading.Facts.Periods;

/// <summary>
/// What the document has said so far about its own time: the period that it reports on, and which year its terms (제56기) are. Learned as the
/// pages pass.
/// </summary>
internal sealed class DocumentPeriods(string filename)
{
    private readonly int? _named = PeriodText.Parse(Path.GetFileNameWithoutExtension(filename).Replace('_', ' ')).Years is [var year]
        ? year
        : null;
    private DateOnly? _end;
    private bool _closesYear;
    private int? _year;
    private int? _firstTermsYear;

    /// <summary>The quarter at whose end the document reports.</summary>
    public int Quarter => _end is { } end ? ((end.AddDays(-45).Month - 1) / 3) + 1 : 4;

    /// <summary>Learns from a line of a title page, or from any text that names a term with its year.</summary>
    public void Learn(PeriodText text, bool isTitle)
    {
        if (text.Term is { } term && _firstTermsYear is null && YearIn(text) is { } year)
        {
            _firstTermsYear = year - term;
            _year ??= year;
        }

        if (isTitle && _end is null && (text.Span is not null || text.IsRange || text.IsAsOf) && text.Dates.Count is 1 or 2)
        {
            _end = text.Dates.Max();
            _year ??= _end.Value.AddDays(-7).Year;
            _closesYear = text.Span == 12 || (text.IsRange && _end.Value.DayNumber - text.Dates.Min().DayNumber > 360);
        }
    }

    /// <summary>The year of a term or of 당기, 전기; null where the document has not said.</summary>
    public int? YearOf(PeriodText text) =>
        text.Term is { } term && _firstTermsYear is { } first ? first + term
        : text.YearsBack is { } back ? (_year ?? _named) - back
        : null;

    /// <summary>The last day of a fiscal year, or of its first months.</summary>
    public DateOnly EndOf(int year, int months)
    {
        var end = months == 12 && _closesYear && _end is { } own ? (own.Month, own.Day) : (Month: months, Day: 31);
        return new DateOnly(year, end.Month, Math.Min(end.Day, DateTime.DaysInMonth(year, end.Month)));
    }

    private static int? YearIn(PeriodText text) =>
        text.Dates.Count > 0 ? text.Dates.Max().AddDays(-7).Year
        : text.MonthsOfYears.Count > 0 ? text.MonthsOfYears.Max().Year
        : text.Years.Count == 1 ? text.Years[0]
        : null;
}
