using System.Globalization;
using System.Text;

namespace Preciso.Reading.Sheets;

/// <summary>Prints days and times, which a sheet keeps as numbers of days.</summary>
internal static class DateFormat
{
    private const double Last = 2_958_466; // the day after 9999-12-31
    private const int DaysTo1904 = 1462;

    /// <summary>Sheets have a 29 February 1900, so the days before it are one off.</summary>
    private const double FalseLeapDay = 60;

    private static readonly CultureInfo English = CultureInfo.InvariantCulture;
    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko-KR");

    /// <summary>Null if it is no day of the calendar.</summary>
    public static (string Text, string? Raw)? Print(FormatSection section, double days, bool from1904)
    {
        var serial = from1904 ? days + DaysTo1904 : days;
        if (serial is < 0 or >= Last)
        {
            return null;
        }
        var isTime = days < 1 || !HasDay(section);
        var time = DateTime.FromOADate(serial is >= 1 and < FalseLeapDay ? serial + 1 : serial);
        time = new DateTime(
            (time.Ticks + (TimeSpan.TicksPerMillisecond / 2)) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond);
        var text = Print(section, time, TimeSpan.FromDays(days));
        var raw = isTime ? TimeSpan.FromDays(days).ToString("c", English)
            : time.TimeOfDay == TimeSpan.Zero ? time.ToString("yyyy-MM-dd", English) : time.ToString("yyyy-MM-dd'T'HH:mm:ss", English);
        return (text, text == raw ? null : raw);
    }

    private static bool HasDay(FormatSection section) =>
        string.Concat(section.Tokens.Where(token => token.Literal is null).Select(token => char.ToLowerInvariant(token.Mark))) is var marks
        && (marks.AsSpan().ContainsAny('y', 'd') || marks.Contains("aaa", StringComparison.Ordinal));

    private static string Print(FormatSection section, DateTime time, TimeSpan elapsed)
    {
        var culture = section.IsKorean ? Korean : English;
        var halfDays = HalfDays(section);
        var printed = new StringBuilder();
        var last = '\0';
        for (var i = 0; i < section.Tokens.Count;)
        {
            var token = section.Tokens[i];
            var mark = char.ToLowerInvariant(token.Mark);
            var run = section.Tokens.Skip(i).TakeWhile(next => next.Literal is null && char.ToLowerInvariant(next.Mark) == mark).Count();
            if (token.Literal is { } literal)
            {
                printed.Append(literal);
                i++;
                continue;
            }
            if (mark == 'a' && halfDays.TryGetValue(i, out var length))
            {
                printed.Append(time.ToString(length > 3 ? "tt" : "t", culture));
                i += length;
                continue;
            }
            var isMinute = mark == 'm' && (last is 'h' or 'τ' || Following(section, i + run) == 's');
            printed.Append(Part(mark, run, time, elapsed, culture, isMinute, halfDays.Count > 0));
            last = "ymdhsτμσ".Contains(mark) ? mark : last;
            i += run;
        }
        return printed.ToString();
    }

    private static string Part(
        char mark, int run, DateTime time, TimeSpan elapsed, CultureInfo culture, bool isMinute, bool halfDays) => mark switch
        {
            'y' => time.ToString(run <= 2 ? "yy" : "yyyy", culture),
            'm' when isMinute => time.ToString(run == 1 ? "%m" : "mm", culture),
            'm' => run switch
            {
                5 => time.ToString("MMMM", culture)[..1],
                1 => time.ToString("%M", culture),
                _ => time.ToString(new string('M', Math.Min(run, 4)), culture)
            },
            'd' => time.ToString(run == 1 ? "%d" : new string('d', Math.Min(run, 4)), culture),
            'h' => time.ToString((run, halfDays) switch { (1, true) => "%h", (_, true) => "hh", (1, _) => "%H", _ => "HH" }, culture),
            's' => time.ToString(run == 1 ? "%s" : "ss", culture),
            'a' => time.ToString(run <= 3 ? "ddd" : "dddd", Korean),
            'τ' => ((long)elapsed.TotalHours).ToString(English),
            'μ' => ((long)elapsed.TotalMinutes).ToString(English),
            'σ' => ((long)elapsed.TotalSeconds).ToString(English),
            '0' => time.ToString(new string('f', Math.Min(run, 3)), English),
            '@' => "",
            _ => new string(mark, run),
        };

    /// <summary>Where AM/PM and A/P stand, and how long they are.</summary>
    private static Dictionary<int, int> HalfDays(FormatSection section)
    {
        var marks = string.Concat(section.Tokens.Select(token => token.Literal is null ? char.ToUpperInvariant(token.Mark) : '\0'));
        var places = new Dictionary<int, int>();
        foreach (var name in new[] { "AM/PM", "A/P" })
        {
            for (var at = marks.IndexOf(
                name, StringComparison.Ordinal); at >= 0; at = marks.IndexOf(name, at + 1, StringComparison.Ordinal))
            {
                places.TryAdd(at, name.Length);
            }
        }
        return places;
    }

    /// <summary>The next mark of a date behind a place.</summary>
    private static char Following(FormatSection section, int from) => section.Tokens.Skip(from)
        .Where(token => token.Literal is null).Select(token => char.ToLowerInvariant(token.Mark)).FirstOrDefault("ymdhsσ".Contains);
}
