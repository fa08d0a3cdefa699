using System.Text.RegularExpressions;
using Preciso.Reading.Facts.Numbers;

namespace Preciso.Reading.Facts.Units;

/// <summary>
/// One unit in each way in which documents spell it: KRW million · US$ m · EUR '000 · TEUR · Mio. € · ₩ in billions · 백만원 · 천주 · %.
/// </summary>
internal static partial class UnitWords
{
    private const string Currency =
        @"(?<currency>(?:(?:US|U\.S\.|Canadian|Australian|Hong\s?Kong|Singapore|New\s?Zealand|New\s?Taiwan)\s?(?:dollars?|\$)"
        + @"|(?:South\s)?Korean\swon|Japanese\syen|Chinese\syuan|renminbi|Indian\srupees?|rupees?|Rs\.?|Swiss\sfrancs?|pounds?\ssterling|pounds"
        + @"|euros?|dollars?|won|yen|yuan|円|元|" + Currencies.Codes + "|" + Currencies.Marks + "|" + Currencies.Words + "))";

    /// <summary>Words that are a scale without any currency beside them.</summary>
    private const string Long =
        @"(?:(?:tens|hundreds)\sof\s)?(?:thousands?|millions?|billions?|trillions?)|['’]?000(?:['’]?s)?|thsds?\.?|ths\.?|tsd\.?|tausend|milliers|miles"
        + @"|millionen|millones|mio\.?|mln\.?|mn|bln\.?|bn|mrd\.?|milliarden|milliards?|trn|tn|lakhs?|lacs?|crores?|" + Scales.Korean
        + @"|百万|千|億|亿|万";

    private const string Behind = "(?<scale>" + Long + @"|mm|md|[kmb]|cr\.?)";
    private const string Before = "(?<scale>" + Long + @"|mm|md|[kmbt])";

    private const string Counted =
        @"(?<unit>%p|%|％|퍼센트|percent|per\scent|percentage(?:\spoints?)?|ppts?|pp|bps?|basis\spoints?|배|times|명|건|개|대|주|톤|회|점|시간|가구|세대"
        + @"|kg|tons?|tonnes?|shares|units|persons?|people|employees|FTEs?|hours|days|barrels|bbl|boe|[kMG]?Wh?|TEU|㎡|m²|m2|ha)";

    /// <summary>What says only that it says a unit.</summary>
    private const string Lead =
        @"(?:(?:all|amounts?|figures?|values?|expressed|stated|reported|presented|shown|given|rounded|to|the|nearest|in|en|are|is|as|angaben|beträge"
        + @"|montants)\b\s*:?\s*)*(?:미화\s*)?";

    private const string Joint = @"\s*(?:\b(?:in|of|de)\s+|d['’]\s*)?";

    /// <param name="isStated">The text says that it is a unit ("단위: …"): whatever else stands there is what is counted.</param>
    public static UnitHint? Parse(string text, bool isStated = false)
    {
        var unit = text.Trim().TrimEnd(':');
        var match = One().Match(unit);
        return match.Success ? From(match, unit)
            : !isStated ? null
            : Anything().Match(unit) is { Success: true } other ? From(other, unit)
            : unit.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? Parse(unit[..space])
            : null;
    }

    public static string? CurrencyIn(string text) => Money().Match(text) is { Success: true } match ? CurrencyOf(match) : null;

    private static UnitHint From(Match match, string text)
    {
        var scale = match.Groups["scale"].Value;
        var currency = CurrencyOf(match);
        var unit = match.Groups["unit"].Value;
        if (currency is null && UnitOf(unit) is { } relative)
        {
            return new UnitHint(relative == "%" ? 0.01m : 1, unit, null, relative);
        }

        // Without a scale 원 means won in full, while "USD" may leave the scale to the table.
        var isFull = scale.Length == 0 && (unit.Length > 0 || match.Groups["currency"].Value.Any(c => c is >= '가' and <= '힣'));
        return new UnitHint(
            isFull ? 1 : Scales.FromWord(scale), scale.Length == 0 ? null : Said(scale, text), currency, unit.Length == 0 ? null : unit);
    }

    /// <summary>백만원 is one word; of "KRW million" the second says the scale.</summary>
    private static string Said(string scale, string text) => scale.Any(c => c >= 0x3000) ? text : scale;

    private static string? CurrencyOf(Match match) => Currencies.FromSign(match.Groups["currency"].Value);

    private static string? UnitOf(string unit) => unit.ToLowerInvariant() switch
    {
        "%" or "％" or "%p" or "퍼센트" or "percent" or "per cent" or "percentage" or "pp" or "ppt" or "ppts" => "%",
        "percentage point" or "percentage points" => "%",
        "bp" or "bps" or "basis point" or "basis points" => "bps",
        _ => null,
    };

    [GeneratedRegex(
        "^" + Lead + "(?:" + Currency + "(?:" + Joint + Behind + ")?|" + Before + Joint + Currency
            + "|(?<scale>" + Long + ")(?:" + Joint + Counted + ")?|" + Counted + "(?:" + Joint + "(?<scale>" + Long + "))?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex One();

    [GeneratedRegex(@"^(?<scale>" + Scales.Korean + @")?\s?(?<unit>[가-힣A-Za-z㎡]{1,6})$", RegexOptions.CultureInvariant)]
    private static partial Regex Anything();

    [GeneratedRegex("(?:^|[^A-Za-z])" + Currency + @"\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Money();
}
