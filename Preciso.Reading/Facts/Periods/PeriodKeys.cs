using System.Globalization;
using Preciso.Documents;

namespace Preciso.Reading.Facts.Periods;

/// <summary>Names periods so that the same period has the same name however it is printed.</summary>
internal static class PeriodKeys
{
    public static FactPeriod Moment(string printed, DateOnly day) => new(printed, Iso(day), null, day);

    public static FactPeriod FiscalYear(string printed, int year) => new(printed, $"FY{year}", null, null);

    /// <summary>A year of two calendar years: which of them it is called after differs from country to country.</summary>
    public static FactPeriod SplitYear(string printed, int first) => new(printed, $"FY{first}-{(first + 1) % 100:00}", null, null);

    /// <summary>From January to a day that is not said.</summary>
    public static FactPeriod ToDate(string printed, int year) => new(printed, $"{year}-YTD", new DateOnly(year, 1, 1), null);

    public static FactPeriod Month(string printed, DateOnly first) =>
        new(printed, $"{first.Year:0000}-{first.Month:00}", first, first.AddMonths(1).AddDays(-1));

    /// <summary>A part of a calendar year that is named, not dated.</summary>
    public static FactPeriod Part(string printed, int year, int firstMonth, int months)
    {
        var start = new DateOnly(year, firstMonth, 1);
        return new FactPeriod(printed, Name(months, start.AddMonths(months).AddDays(-1)), start, start.AddMonths(months).AddDays(-1));
    }

    /// <summary>So many months up to a day. Weeks (52, 13) are months that do not begin on a first, so their start is not said.</summary>
    public static FactPeriod Ended(string printed, int months, DateOnly end)
    {
        var endsMonth = end.AddDays(1).Day == 1;
        return new FactPeriod(printed, Name(months, end), endsMonth ? end.AddDays(1).AddMonths(-months) : null, end);
    }

    public static FactPeriod Between(string printed, DateOnly start, DateOnly end)
    {
        var months = (int)Math.Round((end.DayNumber - start.DayNumber + 1) / 30.44);
        return new FactPeriod(printed, months is 1 or 3 or 6 or 9 or 12 ? Name(months, end) : $"{Iso(start)}/{Iso(end)}", start, end);
    }

    /// <summary>A year of 52 weeks may end in the first days of January; a quarter is the calendar's nearest.</summary>
    private static string Name(int months, DateOnly end)
    {
        if (months == 12)
        {
            return $"FY{end.AddDays(-7).Year}";
        }

        var nearest = end.AddDays(-45);
        var quarter = ((nearest.Month - 1) / 3) + 1;
        return (months, quarter) switch
        {
            (1, _) => $"{end.Year:0000}-{end.Month:00}",
            (3, _) => $"{nearest.Year}-Q{quarter}",
            (6, 2) => $"{nearest.Year}-H1",
            (6, 4) => $"{nearest.Year}-H2",
            (9, 3) => $"{nearest.Year}-9M",
            _ => $"{Iso(end.AddDays(1).AddMonths(-months))}/{Iso(end)}",
        };
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
