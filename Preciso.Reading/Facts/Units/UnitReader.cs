using System.Text.RegularExpressions;
using Preciso.Reading.Facts.Numbers;

namespace Preciso.Reading.Facts.Units;

/// <summary>
/// Reads units where documents print them: (단위: 백만원, %) · (in millions, except per share amounts) · ($ in billions) · 매출액(천원).
/// </summary>
internal static partial class UnitReader
{
    private const int Longest = 600;

    /// <summary>Null where the text says nothing of units.</summary>
    public static UnitHint? Read(string? text)
    {
        if (text is null or { Length: > Longest })
        {
            return null;
        }

        return Korean().Match(text) is { Success: true } korean ? OfList(korean.Groups["list"].Value)
            : English().Match(text) is { Success: true } english ? OfEnglish(text, english)
            : Percent().IsMatch(text) ? new UnitHint(0.01m, "%", null, "%")
            : Money().Match(text) is { Success: true } money ? new UnitHint(null, null, Currencies.FromSign(money.Groups["currency"].Value))
            : null;
    }

    private static UnitHint OfEnglish(string text, Match match)
    {
        var currency = Currencies.FromSign(Sign().Match(text).Value) ?? (Dollars().IsMatch(text) ? Amount.Dollar : null);
        return new UnitHint(
            Scales.FromWord(match.Groups["scale"].Value), match.Groups["scale"].Value, currency, null, ExceptShares().IsMatch(text));
    }

    /// <summary>The first that is money leads; what is counted leads only where there is no money.</summary>
    private static UnitHint? OfList(string list)
    {
        var units = list.Split([',', '/', '·', '、', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var hints = units.Select(OfOne).OfType<UnitHint>().ToList();
        var sparesShares = hints.Exists(hint => hint.Unit == "주");
        return (hints.Find(hint => hint.Currency is not null) ?? hints.FirstOrDefault()) is { } first
            ? first with { SparesShares = sparesShares }
            : null;
    }

    private static UnitHint? OfOne(string unit)
    {
        if (unit is "%" or "％")
        {
            return new UnitHint(0.01m, "%", null, "%");
        }

        if (One().Match(unit) is not { Success: true } match)
        {
            return null;
        }

        var scale = match.Groups["scale"].Value;
        var currency = Currencies.FromSign(match.Groups["currency"].Value);
        var counted = match.Groups["unit"].Value;
        return new UnitHint(
            scale.Length == 0 ? 1 : Scales.FromWord(scale), scale.Length == 0 ? null : unit, currency,
            counted.Length == 0 ? null : counted);
    }

    [GeneratedRegex(@"단위\s*[:：]?\s*(?<list>[^)\]]{1,40})|[(\[]\s*(?<list>(?:" + Scales.Korean + @")?\s?(?:" + Currencies.Words
        + @")|%|％|천주|명|주)\s*[)\]]", RegexOptions.CultureInvariant)]
    private static partial Regex Korean();

    [GeneratedRegex(
        @"^(?:미화\s*|US\s*)?(?:(?<currency>" + Currencies.Words + @")\s?(?<scale>" + Scales.Korean + @")|(?<scale>" + Scales.Korean
            + @")?\s?(?:(?<currency>" + Currencies.Words + @")|(?<unit>[가-힣A-Za-z㎡]{1,6}))?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex One();

    [GeneratedRegex(
        @"\bin\s+(?:US\s*|U\.S\.\s*)?(?:\$\s*|dollars?\s+|shares\s+|hundreds\s+of\s+)?(?<scale>thousands|millions|billions|trillions)\b|[(\[]\s*(?:US)?\$?\s?(?<scale>thousands|millions|billions)\b|\bin\s+(?:US)?\$?\s?(?<scale>thousand|million|billion)\b|\$\s?(?<scale>000|MM|M|mn|B|bn|million|billion|thousand)'?s?(?=[\s)\],]|$)|[(\[](?<scale>000)'?s[)\]]|[(\[]\s*(?<scale>million|thousand|billion)s?\s*[)\]]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex English();

    [GeneratedRegex(
        @"^\W*(?:%|percent(?:age)?)(?:\W|$)|[(\[]\s*(?:%|percent)\s*[)\]]|\bpercent(?:age)?\s+of\b|(?<!\d\s?)%\s*of\b|\bas\s+a\s+%|(?<!\d)\s%$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Percent();

    [GeneratedRegex(@"^\W*(?:in\s+)?(?<currency>" + Currencies.Signs + @"|dollars)\W*$|[(\[]\s*(?:in\s+)?(?:US\s)?(?<currency>"
        + Currencies.Signs + @"|dollars)\s*[)\]]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Money();

    [GeneratedRegex(Currencies.Signs, RegexOptions.CultureInvariant)]
    private static partial Regex Sign();

    [GeneratedRegex(@"\bdollars?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dollars();

    [GeneratedRegex(
        @"except\b.{0,60}?\b(?<!per[\s-])(?<!per\scommon\s)(?<!per\sordinary\s)shares?\b(?!\s+data\s+per)|except\s+for\s+(?:number\s+of\s+)?shares",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ExceptShares();
}
