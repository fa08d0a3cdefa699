using System.Globalization;
using System.Text.RegularExpressions;

namespace Preciso.Grains.Questions.Planning;

/// <summary>The years that a question or a title page speaks of.</summary>
public static partial class Periods
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth"];

    /// <summary>FY2018, FY18, 2Q22, fiscal 2018, 2018년: each year once, in order.</summary>
    public static IReadOnlyList<int> Years(string text) =>
        [.. YearsInPlace(text).Distinct().Order()];

    /// <summary>The same as they stand in the text, again where one stands again.</summary>
    public static IReadOnlyList<int> YearsInPlace(string text) =>
        [.. YearPattern().Matches(text).Select(match => ToYear(match.Groups["year"].Value))];

    /// <summary>The year of the period that a report covers, from its title page; null where it does not say.</summary>
    public static int? Covered(string titlePage) =>
        CoveredPattern().Matches(titlePage).Select(match => (int?)ToYear(match.Groups["year"].Value)).FirstOrDefault();

    /// <summary>Whether a word names a period: FY2018, 2018, Q2, 2Q22, 2018년.</summary>
    public static bool IsPeriod(string word) => Years(word).Count > 0 || PeriodWord().IsMatch(word);

    /// <summary>Q2, 2Q22, 2023Q2, second quarter, 2분기: the first quarter named, 1 to 4, or null.</summary>
    public static int? Quarter(string text) =>
        QuarterPattern().Match(text) is { Success: true } match ? QuarterNumber(match.Groups["quarter"].Value) : null;

    /// <summary>The term under which a document of that year is found, or of that quarter.</summary>
    public static string Term(int year, int? quarter) =>
        string.Create(CultureInfo.InvariantCulture, $"@fy{year}{(quarter is null ? "" : "q")}{quarter}");

    private static int QuarterNumber(string name) =>
        char.IsAsciiDigit(name[0]) ? name[0] - '0' : Array.IndexOf(Ordinals, name.ToLowerInvariant()) + 1;

    private static int ToYear(string digits)
    {
        var year = int.Parse(digits, CultureInfo.InvariantCulture);
        return digits.Length == 2 ? 2000 + year : year;
    }

    [GeneratedRegex(
        @"(?<![A-Z\d,.$])(FY)?(?<year>(19|20)\d\d)(?!\d|[,.]\d|[A-GI-PR-Z])|\bFY\s?['’]?(?<year>\d\d)\b|\b[1-4]Q\s?['’]?(?<year>\d\d)\b|\bQ[1-4]\s?['’](?<year>\d\d)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex YearPattern();

    [GeneratedRegex(@"^\W*(FY|Q[1-4]|[1-4]Q|H[12]|[1-4]분기)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PeriodWord();

    [GeneratedRegex(
        @"(?<![A-Z])Q(?<quarter>[1-4])\b|\b(?<quarter>[1-4])Q|\b(?<quarter>first|second|third|fourth)[\s-]+(fiscal\s+)?quarter|(?<quarter>[1-4])\s*분기", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QuarterPattern();

    [GeneratedRegex(
        @"(year|quarter|months|weeks|period)s?\s+ended:?\s+[^\d]{0,20}\d{0,2},?\s*(?<year>20\d\d)|(?<year>20\d\d)\s*년?[.\s]*\d*\s*월?[.\s]*\d*\s*일?\s*까지|(?<year>20\d\d)\s+(form\s+10-[kq]|annual\s+report|results)|(?<year>20\d\d)\s*년도?\s*(사업|감사|분기|반기|연간|영업)?\s*보고서", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CoveredPattern();
}
