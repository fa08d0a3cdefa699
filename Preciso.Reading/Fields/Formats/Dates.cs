using System.Globalization;
using System.Text.RegularExpressions;

namespace Preciso.Reading.Fields.Formats;

/// <summary>Dates in their common forms. One that can be read as two days keeps no value unless the document tells which.</summary>
internal static partial class Dates
{
    private const double Ambiguous = 0.7;
    private const double Unseparated = 0.7;

    /// <summary>Two-digit years up to this one are of this century.</summary>
    private const int LastShortYear = 69;

    public static IEnumerable<FoundText> Find(string text, DateOrder order)
    {
        var found = Whole(LongForm(), text, 1).Concat(Whole(Named(), text, 1)).Concat(Whole(NamedMonthFirst(), text, 1)).ToList();
        found.AddRange(Shorts(text, order).Where(date => !Overlaps(found, date)).ToList());
        found.AddRange(Whole(Compact(), text, Unseparated).Where(date => !Overlaps(found, date)).ToList());
        return found.OrderBy(date => date.Start);
    }

    /// <summary>As 2018-03-05; null if the text is no date, or might be one of two.</summary>
    public static string? Parse(string text, DateOrder order)
    {
        var found = Find(text, order).ToList();
        return found is [var date] ? date.Value : null;
    }

    /// <summary>What 05/03/18 can mean: each order of its parts that gives a day.</summary>
    internal static IEnumerable<(DateOrder Order, DateOnly Date)> Readings(Match match)
    {
        var (a, b, c) = (match.Groups[1].Value, match.Groups[3].Value, match.Groups[4].Value);
        var isKorean = match.Value.Contains('년', StringComparison.Ordinal);
        if (c.Length <= 2 && a.Length == 2 && Day(a, b, c) is { } yearFirst)
        {
            yield return (DateOrder.YearFirst, yearFirst);
        }
        if (!isKorean && c.Length != 1 && Day(c, b, a) is { } dayFirst)
        {
            yield return (DateOrder.DayFirst, dayFirst);
        }
        if (!isKorean && c.Length != 1 && Day(c, a, b) is { } monthFirst)
        {
            yield return (DateOrder.MonthFirst, monthFirst);
        }
    }

    private static IEnumerable<FoundText> Shorts(string text, DateOrder order)
    {
        foreach (Match match in Short().Matches(text))
        {
            var readings = Readings(match).ToList();
            var days = readings.Where(reading => reading.Order == order).DefaultIfEmpty().First() is { Order: not DateOrder.Unknown } told
                ? [told.Date]
                : readings.Select(reading => reading.Date).Distinct().ToList();
            if (days.Count > 0)
            {
                yield return new FoundText(
                    match.Index, match.Length, days.Count == 1 ? Standard(days[0]) : null, days.Count == 1 ? 1 : Ambiguous);
            }
        }
    }

    private static IEnumerable<FoundText> Whole(Regex form, string text, double certainty)
    {
        foreach (Match match in form.Matches(text))
        {
            if (Day(match.Groups["y"].Value, match.Groups["m"].Value, match.Groups["d"].Value) is { } day)
            {
                yield return new FoundText(match.Index, match.Length, Standard(day), certainty);
            }
        }
    }

    private static bool Overlaps(List<FoundText> found, FoundText date) =>
        found.Exists(other => other.Start < date.End && date.Start < other.End);

    private static DateOnly? Day(string year, string month, string day)
    {
        var y = int.Parse(year, CultureInfo.InvariantCulture);
        var m = char.IsAsciiDigit(month[0]) ? int.Parse(month, CultureInfo.InvariantCulture) : Month(month);
        var d = int.Parse(day, CultureInfo.InvariantCulture);
        y += year.Length > 2 ? 0 : y <= LastShortYear ? 2000 : 1900;
        return y is >= 1900 and <= 2199 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;
    }

    private static int Month(string name) =>
        1 + Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames,
            month => name.StartsWith(month, StringComparison.OrdinalIgnoreCase));

    private static string Standard(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![\d.])(?<y>(?:19|20|21)\d{2})\s?[-./년]\s?(?<m>\d{1,2})\s?[-./월]\s?(?<d>\d{1,2})(?:\s?일|\.(?!\d)|(?!\d))",
        RegexOptions.CultureInvariant)]
    private static partial Regex LongForm();

    [GeneratedRegex(@"(?<!\d|\d[-./])(\d{1,2})\s?([-./년])\s?(\d{1,2})\s?(?:\2|월)\s?(\d{4}|\d{1,2})(?!\d|[-./]\d)(?:\s?일)?",
        RegexOptions.CultureInvariant)]
    internal static partial Regex Short();

    [GeneratedRegex(
        @"(?<!\d)(?<d>\d{1,2})(?:st|nd|rd|th)?[\s.,-]{0,2}(?<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s.,'’-]{0,3}(?<y>\d{4}|\d{2})(?!\d)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(
        @"\b(?<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s{0,2}(?<d>\d{1,2})(?:st|nd|rd|th)?,?\s{1,2}(?<y>\d{4})(?!\d)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NamedMonthFirst();

    [GeneratedRegex(@"(?<!\d)(?<y>20\d{2})(?<m>0[1-9]|1[0-2])(?<d>0[1-9]|[12]\d|3[01])(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Compact();
}
