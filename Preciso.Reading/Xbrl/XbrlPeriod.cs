using System.Globalization;
using Preciso.Documents;

namespace Preciso.Reading.Xbrl;

/// <summary>Periods of contexts.</summary>
internal static class XbrlPeriod
{
    /// <summary>Years of 52 or 53 weeks end a few days before or after the month does.</summary>
    private const int DaysOver = 7;

    /// <summary>Null for "forever", or if it cannot be understood.</summary>
    public static FactPeriod? Parse(string? start, string? end, string? instant)
    {
        if (Day(instant, isEnd: true) is { } moment)
        {
            return new FactPeriod(instant!.Trim(), Iso(moment), null, moment);
        }
        return Day(start, isEnd: false) is { } first && Day(end, isEnd: true) is { } last && first <= last
            ? new FactPeriod($"{start!.Trim()} – {end!.Trim()}", Key(first, last), first, last)
            : null;
    }

    private static string Key(DateOnly start, DateOnly end)
    {
        var close = end.Day <= DaysOver && end.DayNumber - start.DayNumber > DaysOver ? end.AddDays(-DaysOver) : end;
        return (end.DayNumber - start.DayNumber + 1) switch
        {
            >= 350 and <= 380 => $"FY{close.Year}",
            >= 170 and <= 195 => $"{close.Year}-H{(close.Month + 5) / 6}",
            >= 80 and <= 100 => $"{close.Year}-Q{(close.Month + 2) / 3}",
            >= 27 and <= 35 => $"{close.Year}-{close.Month:00}",
            _ => $"{Iso(start)}/{Iso(end)}",
        };
    }

    /// <summary>A day; of a time, midnight at the end of a period still belongs to the day before.</summary>
    private static DateOnly? Day(string? text, bool isEnd)
    {
        text = text?.Trim();
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }
        return DateTime.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time)
            ? DateOnly.FromDateTime(isEnd && time.TimeOfDay == TimeSpan.Zero && time > DateTime.MinValue ? time.AddDays(-1) : time)
            : null;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
