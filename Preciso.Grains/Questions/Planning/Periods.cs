using System.Globalization;
using System.Text.RegularExpressions;

namespace Preciso.Grains.Questions.Planning;

/// <summary>The years that a question or a title page speaks of.</summary>
public static partial class Periods
{
    /// <summary>FY2018, FY18, 2Q22, fiscal 2018, 2018년: each year once, in order.</summary>
    public static IReadOnlyList<int> Years(string text) =>
        [.. YearPattern().Matches(text).Select(match => ToYear(match.Groups["year"].Value)).Distinct().Order()];

    /// <summary>The year of the period that a report covers, from its title page; null where it does not say.</summary>
    public static int? Covered(string titlePage) =>
        CoveredPattern().Matches(titlePage).Select(match => (int?)ToYear(match.Groups["year"].Value)).FirstOrDefault();

    /// <summary>Whether a word names a period: FY2018, 2018, Q2, 2Q22, 2018년.</summary>
    public static bool IsPeriod(string word) => Years(word).Count > 0 || QuarterPattern().IsMatch(word);

    /// <summary>The term under which a document of that year is found.</summary>
    public static string Term(int year) => string.Create(CultureInfo.InvariantCulture, $"@fy{year}");

    private static int ToYear(string digits)
    {
        var year = int.Parse(digits, CultureInfo.InvariantCulture);
        return digits.Length == 2 ? 2000 + year : year;
    }

    [GeneratedRegex(@"(?<![\d,.$])(?<year>(19|20)\d\d)(?![\d,]\d|\d)|\bFY\s?['’]?(?<year>\d\d)\b|\b[1-4]Q\s?['’]?(?<year>\d\d)\b|\bQ[1-4]\s?['’](?<year>\d\d)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex YearPattern();

    [GeneratedRegex(@"^\W*(FY|Q[1-4]|[1-4]Q|H[12]|[1-4]분기)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QuarterPattern();

    [GeneratedRegex(@"(year|quarter|months|weeks|period)s?\s+ended:?\s+[^\d]{0,20}\d{0,2},?\s*(?<year>20\d\d)|(?<year>20\d\d)\s*년?[.\s]*\d*\s*월?[.\s]*\d*\s*일?\s*까지|(?<year>20\d\d)\s+(form\s+10-[kq]|annual\s+report|results)|(?<year>20\d\d)\s*년도?\s*(사업|감사|분기|반기|연간|영업)?\s*보고서", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CoveredPattern();
}
