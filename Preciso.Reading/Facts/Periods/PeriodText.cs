using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Preciso.Reading.Facts.Periods;

/// <summary>
/// What a text says about time, in pieces: a piece may lack what another text supplies ("Years ended December 31," over "2018").
/// </summary>
internal sealed class PeriodText
{
    private const int Longest = 240;
    private const int LongestHead = 60;
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Without one of these or a digit a text says nothing of time; most labels are done with so.</summary>
    private static readonly SearchValues<string> Signs = SearchValues.Create(
        ["end", "month", "week", "quarter", "half", "as of", "as at", "기", "말", "누적", "현재", "to date", "to-date", "YTD"],
        StringComparison.OrdinalIgnoreCase);

    private PeriodText(string printed, string rest) => (Printed, Rest) = (printed, rest);

    public string Printed { get; }

    /// <summary>What else the text says: letters that belong to no period; empty if it speaks of time alone.</summary>
    public string Rest { get; }

    public List<DateOnly> Dates { get; } = [];

    public List<DateOnly> MonthsOfYears { get; } = [];

    public List<int> Years { get; } = [];

    public (int Month, int Day)? MonthDay { get; private set; }

    /// <summary>How many months it spans, where it says so.</summary>
    public int? Span { get; private set; }

    public int? Quarter { get; private set; }

    public int? Half { get; private set; }

    public int? Term { get; private set; }

    /// <summary>0 for 당, 1 for 전, 2 for 전전.</summary>
    public int? YearsBack { get; private set; }

    public bool IsRange { get; private set; }

    public bool IsCumulative { get; private set; }

    public bool IsAsOf { get; private set; }

    /// <summary>A year that is named by both that it touches, 2023-24: the first of them.</summary>
    public int? SplitYear { get; private set; }

    public bool HasYear => YearsSaid > 0;

    public bool IsEmpty =>
        !HasYear && SplitYear is null && MonthDay is null && Span is null && Quarter is null && Half is null && Term is null
        && YearsBack is null;

    public static PeriodText Parse(string text)
    {
        if (!text.AsSpan().ContainsAny(Signs) && !text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return new PeriodText(text, text.Trim());
        }

        var head = text.Length > Longest ? text[..Longest] : text;
        var matches = PeriodWords.Token().Matches(head);
        var rest = PeriodWords.Noise().Replace(PeriodWords.Token().Replace(head, " "), " ");
        var period = new PeriodText(
            Said(head, matches),
            string.Join(' ', rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .Trim(' ', ',', '.', ':', ';', '(', ')', '-', '–', '*'));
        foreach (Match match in matches)
        {
            period.Take(match);
        }

        return period;
    }

    public int YearsSaid => Dates.Count + MonthsOfYears.Count + Years.Count;

    /// <summary>Only a day or only a year: another text may say of what span, or of which day.</summary>
    public bool IsBare =>
        HasYear && Span is null && Quarter is null && Half is null && MonthDay is null && !IsAsOf && !IsRange && !IsCumulative
        && MonthsOfYears.Count == 0;

    /// <summary>
    /// This and what the other text says besides: its span, its quarter, the day of the year; null where it does not fit or adds nothing.
    /// </summary>
    public PeriodText? Completed(PeriodText by)
    {
        var whole = new PeriodText(by.HasYear ? Printed : $"{by.Printed} {Printed}", Rest)
        {
            Span = by.Span,
            IsAsOf = by.IsAsOf,
            IsCumulative = IsCumulative || by.IsCumulative,
        };
        if (Dates.Count > 0)
        {
            whole.Dates.AddRange(Dates);
            return by.Span is null ? null : whole;
        }

        var days = by.Dates.Select(date => (date.Month, date.Day)).Distinct().ToList();
        if (Years is [var year] && by.Dates.Find(date => date.Year == year) is { Year: > 1 } dated)
        {
            whole.Dates.Add(dated);
            return whole;
        }

        whole.Years.AddRange(Years);
        (whole.MonthDay, whole.Quarter, whole.Half) = (by.MonthDay ?? (days.Count == 1 ? days[0] : null), by.Quarter, by.Half);
        return whole.MonthDay is null && by is not { Span: not null, HasYear: false } and not { Quarter: > 0 } and not { Half: not null }
            ? null
            : whole;
    }

    /// <summary>A head as it is; of a sentence the part that speaks of time.</summary>
    private static string Said(string text, MatchCollection matches) => text.Length <= LongestHead || matches.Count == 0
        ? text.Trim()
        : text[matches[0].Index..(matches[^1].Index + matches[^1].Length)].Trim();

    private void Take(Match match)
    {
        var group = match.Groups;
        if (group["date"].Success)
        {
            if (Day(Year(group), Month(group), Number(group["day"])) is { } date)
            {
                Dates.Add(date);
            }
        }
        else if (group["monthyear"].Success)
        {
            if (Day(Year(group), Month(group), 1) is { } month)
            {
                MonthsOfYears.Add(month);
            }
        }
        else if (group["monthday"].Success)
        {
            MonthDay = (Month(group), Math.Clamp(Number(group["day"]), 1, 31));
        }
        else
        {
            TakeWord(group);
        }
    }

    private void TakeWord(GroupCollection group)
    {
        Span ??= group["months12"].Success ? 12 : group["months3"].Success ? 3 : group["months6"].Success ? 6 : group["months9"].Success ? 9
            : group["months1"].Success ? 1 : null;
        Quarter ??= group["quarter"].Success ? Ordinal(group["quarter"].Value) : group["part"].Value == "분기" ? 0 : null;
        Half ??= group["half"].Success ? Ordinal(group["half"].Value) : group["part"].Value == "반기" ? 1 : null;
        Term ??= group["term"].Success ? Number(group["term"]) : null;
        YearsBack ??= group["relative"].Success ? group["relative"].Value.Length + (group["relative"].Value[0] == '당' ? -1 : 0) : null;
        IsRange |= group["to"].Success;
        IsCumulative |= group["cumulative"].Success;
        IsAsOf |= group["asof"].Success;
        if (group["year"].Success)
        {
            Years.Add(Year(group));
        }
        else if (group["split"].Success)
        {
            var first = Number(group["split"]);
            if ((first + 1) % 100 == Number(group["next"]))
            {
                SplitYear ??= first;
            }
            else
            {
                Years.Add(first);
            }
        }
    }

    private static int Ordinal(string word) => word.ToLowerInvariant() switch
    {
        "first" or "상반기" or "반기" => 1,
        "second" or "하반기" => 2,
        "third" => 3,
        "fourth" => 4,
        var digit => int.Parse(digit, CultureInfo.InvariantCulture),
    };

    private static int Year(GroupCollection group) => Number(group["year"]) is var year && year < 100 ? 2000 + year : year;

    private static int Month(GroupCollection group) =>
        group["m"].Success ? Number(group["m"]) : 1 + Array.IndexOf(Months, group["month"].Value[..3].ToLowerInvariant());

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    private static DateOnly? Day(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
}
