using System.Text.RegularExpressions;

namespace Preciso.Reading.Facts.Numbers;

/// <summary>
/// Reads amounts as cells and sentences print them: 1,234.5 · (1,508) · △1,508 · 12.3% · ₩ 35,000 · 3억 5,000만원 · $1.2 billion. Dates,
/// codes, item numbers and a lone dash are none. A sign may stand behind: 1,234- · 1,250.00 CR.
/// </summary>
public static partial class AmountParser
{
    /// <summary>For patterns that find an amount within a sentence.</summary>
    public const string Pattern =
        @"(?<prefix>(?:[-−–—‐△▲▽▼∆+(（\s]|(?<![A-Za-z])(?:[CcDd][Rr]\.?|[Mm]inus)(?=[\s\d])|마이너스\s?|" + Currencies.Signs + @")*)"
        + @"(?:(?<digits>[0-9]{1,3}(?:['’\u00A0\u2009\u202F][0-9]{3})+(?:[.,][0-9]+)?|[0-9０-９]+(?:[.,．，][0-9０-９]+)*|\.[0-9]+)"
        + @"(?![.,．，]?[0-9０-９])\s?(?<scale>" + Scales.Korean + @")?\s?)+" + Behind
        + @"(?<close>[)）])?\s?(?<scale>" + Scales.Korean
        + @"|(?:thousand|million|billion|trillion|mn|bn|tn|mm|mln|bln|Mio|Mrd|lakhs?|crores?|[KMB])\b\.?)?\s?"
        + @"(?<currency>(?:" + Currencies.Words + @"|dollars?|won|euros?)(?=으로|이[다며고었]|을|은|의|에|과|[^가-힣A-Za-z]|$))?"
        + @"(?<unit>%[pP]|%|％|[가-힣]{1,3}(?![가-힣])|(?:shares|employees|times|bps?|basis points|ppts?|pp|pts|points|people|hours|days|months|tons|tonnes|barrels|stores|units|sq\.? ?ft|kg|km|MW|GW|GB|MB|x)\b)?"
        + @"\s?(?<side>(?<![A-Za-z])[CcDd][Rr]\.?(?![A-Za-z]))?(?<close>[)）]*)" + Behind;

    /// <summary>A minus or an arrow behind the number, and not before the next one.</summary>
    private const string Behind = @"(?<behind>[-−–](?!\w|\s*[\d.])|\s?[△▲▽▼∆](?!\s*[\d.(]))?";

    private const int Longest = 60;
    private static readonly char[] Opening = ['(', '（'];

    /// <summary>The text as one amount, apart from a mark of a footnote after it; null if it is none.</summary>
    /// <param name="mark">What the numbers around it say of point and comma.</param>
    public static Amount? Parse(string text, DecimalMark mark = DecimalMark.Unsaid)
    {
        var trimmed = text.Trim();
        return trimmed.Length is 0 or > Longest || !trimmed.Any(char.IsDigit) || Whole().Match(trimmed) is not { Success: true } match
            ? null
            : FromMatch(match, match.Groups["amount"].Value, mark);
    }

    /// <summary>The amounts of a text that is nothing but amounts; empty if it is not.</summary>
    public static IReadOnlyList<Amount> ParseAll(string text, DecimalMark mark = DecimalMark.Unsaid)
    {
        if (Parse(text, mark) is { } single)
        {
            return [single];
        }

        var amounts = new List<Amount>();
        var trimmed = text.Trim();
        for (var at = 0; at < trimmed.Length;)
        {
            if (trimmed.Length > 4 * Longest || Next().Match(trimmed, at) is not { Success: true } match
                || FromMatch(match, match.Value.Trim(), mark) is not { } amount)
            {
                return [];
            }

            amounts.Add(amount);
            at = match.Index + match.Length;
        }

        return amounts;
    }

    /// <summary>What <see cref="Pattern"/> matched, as an amount; null if it is none after all.</summary>
    internal static Amount? FromMatch(Match match, string printed, DecimalMark mark = DecimalMark.Unsaid)
    {
        var digits = match.Groups["digits"].Captures;
        var scales = match.Groups["scale"].Captures;
        var prefix = match.Groups["prefix"].Value;
        var closes = match.Groups["close"].Captures.Sum(close => close.Length);
        var unit = match.Groups["unit"].Value;
        if (!digits.All(part => Digits.IsNumber(part.Value)) || closes > prefix.Count(Opening.Contains) || DateWords.Contains(unit))
        {
            return null;
        }

        var currency = Currencies.FromSign(Sign().Match(prefix).Value) ?? Currencies.FromSign(match.Groups["currency"].Value);
        var isPercent = Percents.Contains(unit);
        var amount = new Amount(printed, null, Unit: unit.Length == 0 ? null : isPercent ? "%" : unit, Currency: currency);
        var sign = Signs.Read(match, prefix);
        if (digits.Count > 1)
        {
            return Compound(digits, scales, mark) is { } sum ? amount with { Value = sign * sum, Scale = 1 } : null;
        }

        var scale = scales.Count == 1 ? scales[0].Value : Signs.Crore(match, prefix) ?? (isPercent ? unit : null);
        return scales.Count > 1 ? null : amount with
        {
            Value = sign * Digits.Value(digits[0].Value, mark),
            Scale = isPercent ? 0.01m : scale is null ? null : Scales.FromWord(scale),
            ScalePrinted = scale,
        };
    }

    /// <summary>
    /// 3억 5,000만: each part of a smaller scale than the one before, and a scale to each but the last. It is one number, so its scales are
    /// in its value.
    /// </summary>
    private static decimal? Compound(CaptureCollection digits, CaptureCollection scales, DecimalMark mark)
    {
        var factors = scales.Select(scale => Scales.FromWord(scale.Value) ?? 0).Append(1).Take(digits.Count).ToList();
        var goesDown = factors.Count == digits.Count && factors.Zip(factors.Skip(1)).All(pair => pair.First > pair.Second);
        var ordered = scales.Zip(digits).All(pair => pair.First.Index > pair.Second.Index)
            && scales.Zip(digits.Skip(1)).All(pair => pair.First.Index < pair.Second.Index);
        return goesDown && ordered && scales.Count >= digits.Count - 1
            ? digits.Zip(factors).Aggregate((decimal?)0, (sum, part) => sum + (Digits.Value(part.First.Value, mark) * part.Second))
            : null;
    }

    private static readonly HashSet<string> Percents = ["%", "％", "%p", "%P", "pp", "ppt", "ppts"];

    /// <summary>What counts days, articles and ranks is no unit of an amount.</summary>
    private static readonly HashSet<string> DateWords = [.. "년 월 일 기 분기 시 분 초 호 번 번지 차 장 절 항 위 급 층 쪽 페이지 학년 세기 분의 년도 월말 일자".Split(' ')];

    [GeneratedRegex(@"^(?<amount>" + Pattern + @")(?:\s?\((?:[a-z]|주석?\s?\d{1,2})\)|\(\d{1,2}\)|\s?[*†‡§⁰¹²³⁴⁵⁶⁷⁸⁹]+)*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\G\s*" + Pattern + @"(?=\s|$)\s*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Next();

    [GeneratedRegex(Currencies.Signs, RegexOptions.CultureInvariant)]
    private static partial Regex Sign();
}
