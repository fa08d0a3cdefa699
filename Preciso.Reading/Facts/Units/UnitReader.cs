using System.Text.RegularExpressions;

namespace Preciso.Reading.Facts.Units;

/// <summary>
/// Reads units where documents print them: (단위: 백만원, %) · (in millions, except per share amounts) · KRW million · Revenue, US$ m ·
/// 매출액(천원) · TEUR 2024. What is not surely a unit is none.
/// </summary>
internal static partial class UnitReader
{
    private const int Longest = 600;
    private const int MostWords = 5;
    private const int MostPlaces = 8;

    /// <summary>Null where the text says nothing of units.</summary>
    public static UnitHint? Read(string? text) => Find(text)?.Hint;

    /// <summary>The text of a column of units: 백만원, 명, USD.</summary>
    public static UnitHint? OfUnitCell(string text) => UnitList.Parse(text, isStated: true);

    public static FoundUnit? Find(string? text) => text is null or { Length: 0 or > Longest } ? null
        : Stated(text) ?? Bracketed(text) ?? Whole(text) ?? AtEnd(text) ?? AtBegin(text) ?? InSentence(text) ?? Relative(text)
            ?? Signed(text) ?? Small(text);

    private static FoundUnit? Stated(string text) =>
        Label().Match(text) is { Success: true } match && UnitList.Parse(match.Groups["list"].Value, isStated: true) is { } hint
            ? new FoundUnit(hint, match.Index, match.Index + match.Length)
            : null;

    private static FoundUnit? Bracketed(string text)
    {
        if (!text.AsSpan().ContainsAny("([<（［"))
        {
            return null;
        }

        foreach (var match in Brackets().Matches(text).Reverse().Take(MostPlaces))
        {
            var inner = match.Groups["inner"].Value;
            if (!(Doubtful().IsMatch(inner) && !CountsSuch().IsMatch(text[..match.Index])) && UnitList.Parse(inner) is { } hint)
            {
                return new FoundUnit(hint, match.Index, match.Index + match.Length);
            }
        }

        return null;
    }

    /// <summary>A word of counting alone ("Shares", "Units") is a label.</summary>
    private static FoundUnit? Whole(string text) =>
        UnitList.Parse(text.Trim('*', ' ')) is { } hint && (hint.IsRelative || hint.Scale is not null || IsCurrencyAlone(text))
            && hint is not { Unit: not null, IsRelative: false }
            ? new FoundUnit(hint, 0, text.Length)
            : null;

    /// <summary>"Won" and "pounds" are words of other things too.</summary>
    private static bool IsCurrencyAlone(string text) => CurrencyAlone().IsMatch(text);

    /// <summary>"Revenue, US$ m" · "2024 TEUR" · "Sales in Mio. €".</summary>
    private static FoundUnit? AtEnd(string text)
    {
        var starts = Starts().Matches(text).Select(match => match.Index).TakeLast(MostWords).ToList();
        foreach (var start in starts.Where(start => start > 0))
        {
            var isCut = Cut().IsMatch(text[..start]);
            if (UnitWords.Parse(text[start..].Trim(' ', ',', ':')) is { } hint
                && (hint is { Currency: not null, Scale: not null } || (isCut && hint is { Unit: null } or { IsRelative: true })))
            {
                return new FoundUnit(hint, start, text.Length);
            }
        }

        return null;
    }

    /// <summary>"€'000 2024": before a period.</summary>
    private static FoundUnit? AtBegin(string text) =>
        Leading().Match(text) is { Success: true } match && UnitWords.Parse(match.Groups["unit"].Value) is { Currency: not null } hint
            ? new FoundUnit(hint, 0, match.Groups["unit"].Length)
            : null;

    /// <summary>"Dollars in thousands" · "amounts are expressed in millions of Korean won" · "Angaben in Tausend Euro".</summary>
    private static FoundUnit? InSentence(string text)
    {
        foreach (var match in In().Matches(text).Take(MostPlaces))
        {
            var start = match.Index + match.Length;
            var ends = Ends().Matches(text, start).Take(MostWords).Select(end => end.Index + end.Length).ToList();
            foreach (var end in Enumerable.Reverse(ends))
            {
                if (UnitWords.Parse(text[start..end].TrimEnd(',', '.', ';', ':', ')', ']')) is not { } hint || hint.IsRelative
                    || (hint.Scale is null && end < text.Length))
                {
                    continue;
                }

                var list = UnitList.Parse(text[start..]);
                var currency = hint.Currency ?? UnitWords.CurrencyIn(text[Math.Max(0, match.Index - 24)..match.Index]);
                return new FoundUnit((list ?? hint) with { Currency = list?.Currency ?? currency }, match.Index, end);
            }
        }

        return null;
    }

    /// <summary>"% change" says what is measured too, and stays as it is.</summary>
    private static FoundUnit? Relative(string text) =>
        Percent().IsMatch(text) ? new FoundUnit(new UnitHint(0.01m, "%", null, "%"), 0, 0) : null;

    private static FoundUnit? Signed(string text) =>
        Thousands().Match(text) is { Success: true } match && UnitWords.Parse(match.Value) is { } hint
            ? new FoundUnit(hint, match.Index, match.Index + match.Length)
            : null;

    /// <summary>"EPS (diluted, US cents)".</summary>
    private static FoundUnit? Small(string text) => Cents().Match(text) is { Success: true } match
        ? new FoundUnit(new UnitHint(0.01m, match.Value, match.Value.Contains("US", StringComparison.OrdinalIgnoreCase) ? "USD"
            : match.Value.StartsWith('p') ? "GBP" : null), 0, 0)
        : null;

    [GeneratedRegex(@"\b(?:US\s+)?cents\b|\bpence\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cents();

    [GeneratedRegex(
        @"[(\[<（]?\s*(?:단\s*위|\bunits?\s*[:：]|\bcurrency\s*[:：]|\beinheit\s*[:：]|통화\s*[:：])\s*[:：]?\s*(?<list>[^)\]>）]{1,60})[)\]>）]?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"[(\[<（［]\s*(?<inner>[^()\[\]<>（）［］]{1,100})[)\]>）］]?", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();

    /// <summary>(주) is a company's and (x) a note's as often as they are a unit.</summary>
    [GeneratedRegex(@"^\s*(?:주|대|개|x)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Doubtful();

    [GeneratedRegex(@"(?:주식|[가-힣]수|수\s?량|판매|생산|재고|발행|보유|multiple|ratio|cover(?:age)?|turnover|EV/\w+|P/E)\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CountsSuch();

    [GeneratedRegex(@"^\W*(?:in\s+)?(?:[$€£¥₩￦₹]|US\$|dollars|euros|원|[A-Z]{3})\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex CurrencyAlone();

    [GeneratedRegex(@"(?<=^|[\s,/:–—|-])[^\s,/:–—|-]", RegexOptions.CultureInvariant)]
    private static partial Regex Starts();

    [GeneratedRegex(@"[,/:–—|]\s*$|\s-\s*$|\b(?:in|en)\s+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cut();

    [GeneratedRegex(@"^(?<unit>\D{1,24}?(?:['’]?000s?)?)\s+(?=(?:FY\s?|Q[1-4]\s?|[1-4]Q\s?|H[12]\s?|[12]H\s?)?['’]?(?:19|20)?\d\d(?:\D|$))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Leading();

    [GeneratedRegex(@"\b(?:in|en)\s+(?=\S)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex In();

    [GeneratedRegex(@"\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Ends();

    [GeneratedRegex(
        @"^\W*(?:%|percent(?:age)?)(?:\W|$)|\bpercent(?:age)?\s+of\b|(?<!\d\s?)%\s*of\b|\bas\s+a\s+%|(?<!\d)\s?%p?$|\bbasis\s+points$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Percent();

    [GeneratedRegex(@"(?<=^|\s)(?:US)?[$€£](?:['’]?000s?|MM|mn|[kmb]n?)(?=\s|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();
}
