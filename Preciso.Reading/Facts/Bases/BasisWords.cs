using System.Text.RegularExpressions;

namespace Preciso.Reading.Facts.Bases;

/// <summary>Reads bases from titles and heads. What names both of a pair ("예산 대비 실적", "Consolidated and separate") says neither.</summary>
internal static partial class BasisWords
{
    private const int Longest = 200;

    /// <summary>Of a title, a heading or a sheet's name.</summary>
    public static Basis InTitle(string text) => text.Length is 0 or > Longest ? Basis.Unsaid : new Basis(
        One(text, ("consolidated", Consolidated()), ("separate", Separate())),
        One(text, ("budget", Budget()), ("plan", BusinessPlan()), ("forecast", Forecast()), ("actual", Actual())),
        One(text, ("restated", Restated()), ("as_reported", AsReported()), ("pro_forma", ProForma())),
        One(text, ("before_tax", BeforeTax()), ("after_tax", AfterTax())));

    /// <summary>Of a column's head, where one word may be all there is.</summary>
    public static Basis InHead(string text)
    {
        if (text.Length is 0 or > Longest)
        {
            return Basis.Unsaid;
        }

        var title = InTitle(text);
        return title with
        {
            Scope = title.Scope ?? One(text, ("consolidated", Group()), ("separate", Company())),
            Scenario = title.Scenario ?? One(text, ("plan", Plan()), ("forecast", Estimate()), ("actual", ActualYear())),
            Statement = title.Statement ?? One(text, ("adjusted", Adjusted())),
        };
    }

    /// <summary>A statement that is named without its scope (재무제표 after 연결재무제표) ends the scope before it.</summary>
    public static bool NamesStatement(string text) => text.Length <= Longest && Statement().IsMatch(text);

    private static string? One(string text, params ReadOnlySpan<(string Code, Regex Words)> words)
    {
        string? found = null;
        foreach (var (code, pattern) in words)
        {
            if (pattern.IsMatch(text))
            {
                if (found is not null)
                {
                    return null;
                }

                found = code;
            }
        }

        return found;
    }

    [GeneratedRegex(@"연결(?!\s?(?:대상|회사|실체|범위|고리|조정|종속))|連結|(?<!non-?|un)\bconsolidated\b(?!\s+(?:subsidiar|entit|VIE|structured))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Consolidated();

    [GeneratedRegex(
        @"(?:별도|개별)(?=\s?(?:기준|재무|손익|포괄|현금|자본|실적|매출|요약|분기|반기)|[\s)\]]*$|\s?[)\]])|単体|個別|\b(?:non-?consolidated|unconsolidated|stand-?alone|parent[\s-]+(?:company[\s-]+)?only|company[\s-]+only|separate\s+(?:financial|statement|income|balance|basis))|^\W*(?:separate|parent(?:\s+company)?)\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Separate();

    [GeneratedRegex(@"^\W*(?:the\s+)?group\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Group();

    [GeneratedRegex(@"^\W*(?:the\s+)?company\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Company();

    [GeneratedRegex(@"예산|\bbudget(?:ed)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Budget();

    [GeneratedRegex(@"(?:사업|경영)\s?계획|계획\W*$|\bbusiness\s+plan\b|\bannual\s+plan\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BusinessPlan();

    [GeneratedRegex(@"^\W*(?:FY\s?)?(?:(?:19|20)?\d\d년?)?\W*(?:plan(?:ned)?|target)\W*(?:(?:FY\s?)?(?:19|20)\d\d)?\W*$|계획|목표",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Plan();

    [GeneratedRegex(@"전망|예측|추정\s?(?:재무|손익|실적|치|매출)|예상\s?실적|\b(?:forecasts?|project(?:ed|ions?)|outlook|guidance)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Forecast();

    [GeneratedRegex(@"(?:19|20)\d\d\s?\(?[EFP]\)?(?![A-Za-z])|^\W*(?:FY\s?)?(?:(?:19|20)?\d\d년?)?\W*(?:estimates?|추정치?|예상치?)\W*(?:(?:FY\s?)?(?:19|20)\d\d)?\W*$|\(\s?[EF]\s?\)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Estimate();

    [GeneratedRegex(@"실적|\bactuals\b|\bactual\b(?=\W*$|\s+(?:results?|figures|vs|versus|(?:19|20)\d\d))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Actual();

    [GeneratedRegex(@"(?:19|20)\d\d\s?\(?A\)?(?![A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex ActualYear();

    [GeneratedRegex(@"\b(?:as\s+)?restated\b|재작성|수정\s?후", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Restated();

    [GeneratedRegex(@"\bas\s+(?:previously\s+|originally\s+)?reported\b|\b(?:previously|originally)\s+reported\b|수정\s?전",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AsReported();

    [GeneratedRegex(@"\bpro[\s-]?forma\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ProForma();

    [GeneratedRegex(@"\b(?:adjusted|non-GAAP|underlying)\b|조정\s?후", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Adjusted();

    [GeneratedRegex(@"세전|\b(?:before|pre)[\s-]*tax\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BeforeTax();

    [GeneratedRegex(@"세후|\b(?:after|post|net\s+of)[\s-]*tax\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AfterTax();

    [GeneratedRegex(
        @"재무제표|재무상태표|대차대조표|손익계산서|현금흐름표|자본변동표|\b(?:balance\s+sheets?|income\s+statements?|statements?\s+of|financial\s+statements)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Statement();
}
