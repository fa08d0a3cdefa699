using System.Text.RegularExpressions;
using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Computing;

/// <summary>The years, quarters and halves that a question speaks of.</summary>
internal static partial class AskedPeriods
{
    /// <summary>From one year to another, all are meant; more are no list that anybody reads.</summary>
    private const int LongestSpan = 12;

    /// <summary>In order; empty where it names none, null where it cannot be told which it means.</summary>
    public static IReadOnlyList<FiscalPeriod>? Read(string text)
    {
        if (OtherPart().IsMatch(text))
        {
            return null;
        }
        var years = Periods.YearsInPlace(text);
        var named = Part().Matches(text).Select(Meaning).ToList();
        var (distinct, parts) = (years.Distinct().Order().ToList(), named.Distinct().Order().ToList());
        return parts.Count < 2 && distinct.Count > 0
                ? [.. Spanned(text, distinct).Select(year => new FiscalPeriod(year, parts.FirstOrDefault()))]
            : distinct.Count < 2 ? [.. parts.Select(part => new FiscalPeriod(distinct.Count == 0 ? null : distinct[0], part))]
            : years.Count == named.Count ? [.. years.Zip(named, Paired).OrderBy(period => period.End(lastMonth: 12))]
            : null;

        static FiscalPeriod Paired(int year, PartOfYear part) => new(year, part);
    }

    /// <summary>The text without its quarters and halves.</summary>
    public static string Without(string text) => Part().Replace(text, " ");

    /// <summary>Its quarters and halves.</summary>
    public static IReadOnlyList<Match> Parts(string text) => Part().Matches(text);

    private static IEnumerable<int> Spanned(string text, List<int> years) =>
        years is [var first, var last] && last - first is > 1 and <= LongestSpan && Between().IsMatch(text)
            ? Enumerable.Range(first, last - first + 1)
            : years;

    private static PartOfYear Meaning(Match match)
    {
        var half = match.Groups["half"].Value.ToLowerInvariant();
        return half.Length > 0
            ? half is "first" or "1" or "상" ? PartOfYear.H1 : PartOfYear.H2
            : (PartOfYear)Periods.Quarter(match.Value)!.Value;
    }

    [GeneratedRegex(
        @"(?<![A-Z])Q[1-4](?![\d])|\b[1-4]Q|(?<=\d{4})Q[1-4]\b|\b(first|second|third|fourth)[\s-]+(fiscal\s+)?quarter|[1-4]\s*분기|\b(?<half>first|second)[\s-]+half|\bH(?<half>[12])\b|\b(?<half>[12])H(?=\d|\b)|(?<half>상|하)반기", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    /// <summary>What is told apart by more than a year and a quarter of it.</summary>
    [GeneratedRegex(
        @"\b(six|nine|three|6|9|3)\s+months|누적|\d\s*월(?!\s*말)|\bmonth|\bto[\s-]date\b|분기별|\b(quarterly|(each|every|by|per|last|this|latest)\s+quarter)\b|(이번|지난|직전|전|당)\s?(분기|반기)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherPart();

    [GeneratedRegex(
        @"(19|20)\d\d\s*년?도?\s*(부터|에서)|(19|20)\d\d\s*년?도?\s*[-–~]\s*(FY\s?)?(19|20)\d\d|\b(from|between)\s+(FY\s?|fiscal\s+(year\s+)?)?(19|20)\d\d\s+(to|through|until|and)\b|\b(19|20)\d\d\s+(to|through)\s+(FY\s?)?(19|20)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Between();
}
