using System.Buffers;
using System.Text.RegularExpressions;

namespace Preciso.Reading.Facts.Numbers;

/// <summary>
/// Reads amounts as cells and sentences print them: 1,234.5 · (1,508) · △1,508 · 12.3% · ₩ 35,000 · 3억 5,000만원 · $1.2 billion. Dates,
/// codes, item numbers and a lone dash are none.
/// </summary>
public static partial class AmountParser
{
    /// <summary>For patterns that find an amount within a sentence.</summary>
    public const string Pattern =
        @"(?<prefix>(?:[-−–—‐△▲▽▼∆+(（\s]|" + Currencies.Signs + @")*)"
        + @"(?:(?<digits>[0-9０-９]+(?:[.,．，][0-9０-９]+)*|\.[0-9]+)(?![.,．，]?[0-9０-９])\s?(?<scale>" + Scales.Korean + @")?\s?)+"
        + @"(?<close>[)）])?\s?(?<scale>(?:thousand|million|billion|trillion|mn|bn|tn|mm|[KMB])\b)?\s?"
        + @"(?<currency>(?:" + Currencies.Words + @"|dollars?|won|euros?)(?=으로|이[다며고었]|을|은|의|에|과|[^가-힣A-Za-z]|$))?"
        + @"(?<unit>%p|%|％|[가-힣]{1,3}(?![가-힣])|(?:shares|employees|times|bps|basis points|pts|points|people|hours|days|months|tons|tonnes|barrels|stores|units|sq\.? ?ft|kg|km|MW|GW|GB|MB|x)\b)?"
        + @"\s?(?<close>[)）]*)";

    private const int Longest = 60;
    private static readonly SearchValues<char> Minus = SearchValues.Create("-−–—‐△▲▽▼∆(（");
    private static readonly char[] Opening = ['(', '（'];

    /// <summary>The text as one amount, apart from a mark of a footnote after it; null if it is none.</summary>
    public static Amount? Parse(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length is 0 or > Longest || !trimmed.Any(char.IsDigit) || Whole().Match(trimmed) is not { Success: true } match
            ? null
            : FromMatch(match, match.Groups["amount"].Value);
    }

    /// <summary>The amounts of a text that is nothing but amounts; empty if it is not.</summary>
    public static IReadOnlyList<Amount> ParseAll(string text)
    {
        if (Parse(text) is { } single)
        {
            return [single];
        }

        var amounts = new List<Amount>();
        var trimmed = text.Trim();
        for (var at = 0; at < trimmed.Length;)
        {
            if (trimmed.Length > 4 * Longest || Next().Match(trimmed, at) is not { Success: true } match
                || FromMatch(match, match.Value.Trim()) is not { } amount)
            {
                return [];
            }

            amounts.Add(amount);
            at = match.Index + match.Length;
        }

        return amounts;
    }

    /// <summary>What <see cref="Pattern"/> matched, as an amount; null if it is none after all.</summary>
    internal static Amount? FromMatch(Match match, string printed)
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
        var sign = prefix.AsSpan().ContainsAny(Minus) ? -1 : 1;
        var isPercent = unit is "%" or "％" or "%p";
        var amount = new Amount(printed, null, Unit: unit.Length == 0 ? null : isPercent ? "%" : unit, Currency: currency);
        if (digits.Count > 1)
        {
            return Compound(digits, scales) is { } sum ? amount with { Value = sign * sum, Scale = 1 } : null;
        }

        var scale = scales.Count == 1 ? scales[0].Value : isPercent ? unit : null;
        return scales.Count > 1 ? null : amount with
        {
            Value = sign * Digits.Value(digits[0].Value),
            Scale = isPercent ? 0.01m : scale is null ? null : Scales.FromWord(scale),
            ScalePrinted = scale,
        };
    }

    /// <summary>
    /// 3억 5,000만: each part of a smaller scale than the one before, and a scale to each but the last. It is one number, so its scales are
    /// in its value.
    /// </summary>
    private static decimal? Compound(CaptureCollection digits, CaptureCollection scales)
    {
        var factors = scales.Select(scale => Scales.FromWord(scale.Value) ?? 0).Append(1).Take(digits.Count).ToList();
        var goesDown = factors.Count == digits.Count && factors.Zip(factors.Skip(1)).All(pair => pair.First > pair.Second);
        var ordered = scales.Zip(digits).All(pair => pair.First.Index > pair.Second.Index)
            && scales.Zip(digits.Skip(1)).All(pair => pair.First.Index < pair.Second.Index);
        return goesDown && ordered && scales.Count >= digits.Count - 1
            ? digits.Zip(factors).Aggregate((decimal?)0, (sum, part) => sum + (Digits.Value(part.First.Value) * part.Second))
            : null;
    }

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
