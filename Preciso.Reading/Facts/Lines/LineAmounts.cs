using System.Text.RegularExpressions;
using Preciso.Reading.Facts.Numbers;

namespace Preciso.Reading.Facts.Lines;

/// <summary>A label and its number within a line of text.</summary>
/// <param name="Start">Where the number begins within the line.</param>
internal sealed record LineAmount(string Label, Amount Amount, int Start, string? Period, double Certainty);

/// <summary>
/// Finds numbers that a line itself labels: "매출액: 1,234백만원", "Total 64.15", "매출은 3조 2,000억원으로", "Net sales were $177.9 billion in 2017".
/// Strict: a line that leaves a doubt gives nothing.
/// </summary>
internal static partial class LineAmounts
{
    private const int Longest = 400;
    private const double ByColon = 0.9;
    private const double ByWord = 0.8;
    private const double BySentence = 0.75;

    public static IReadOnlyList<LineAmount> Find(string line, DecimalMark mark)
    {
        if (line.Length > Longest || !NumberTokens.Any(line))
        {
            return [];
        }

        return KeyValue(line, mark) ?? KnownLabel(line, mark)
            ?? (Verb().IsMatch(line) ? [.. Sentences(Korean(), line, mark), .. Sentences(English(), line, mark)] : []);
    }

    private static IReadOnlyList<LineAmount>? KeyValue(string line, DecimalMark mark)
    {
        if (Colon().Match(line) is not { Success: true } match || Code().IsMatch(match.Groups["label"].Value))
        {
            return null;
        }

        var label = match.Groups["label"].Value.Trim();
        var value = match.Groups["value"];
        return AmountParser.Parse(value.Value, mark) is { } amount && (!amount.IsPlain || Total().IsMatch(label))
            ? [new LineAmount(label, amount, value.Index, label, ByColon)]
            : null;
    }

    private static IReadOnlyList<LineAmount>? KnownLabel(string line, DecimalMark mark)
    {
        if (Trailing().Match(line) is not { Success: true } match)
        {
            return null;
        }

        var label = match.Groups["label"].Value.Trim();
        var value = match.Groups["value"];
        return Total().IsMatch(label) && AmountParser.Parse(value.Value, mark) is { } amount
            ? [new LineAmount(label, amount, value.Index, null, ByWord)]
            : null;
    }

    private static IEnumerable<LineAmount> Sentences(Regex pattern, string line, DecimalMark mark)
    {
        foreach (Match match in pattern.Matches(line))
        {
            var value = match.Groups["amount"];
            var printed = value.Value.Trim();
            if (AmountParser.FromMatch(match, printed, mark) is { Currency: not null } amount)
            {
                var period = match.Groups["period"] is { Success: true } said ? said.Value : match.Groups["before"].Value;
                yield return new LineAmount(match.Groups["label"].Value.Trim(), amount, value.Index, period, BySentence);
            }
        }
    }

    [GeneratedRegex(
        @"^\W{0,3}(?<label>(?:(?:19|20)\d\d\s*년\s*)?\p{L}[^:：]{0,48})[:：]\s*(?<value>\S.{0,60})$", RegexOptions.CultureInvariant)]
    private static partial Regex Colon();

    [GeneratedRegex(@"^\W{0,3}(?<label>\p{L}[^\d]{0,40}?)\s+(?<value>(?:(?:" + Currencies.Signs + @")\s?)?[(（△▲-]?\s?\d\S*(?:\s?[%원)])?)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Trailing();

    /// <summary>Labels of codes, dates and addresses, whose numbers count nothing.</summary>
    [GeneratedRegex(
        @"\b(?:tel|fax|phone|mobile|no|nos|number|date|time|page|code|id|zip|ref|note|item|table|figure|section|chapter|room|address|version|year|age|account|hours?)\b\.?|전화|팩스|번호|일자|날짜|일시|시간|쪽|코드|우편|주석|그림|주소|버전|계좌|등록|사업자|연도|년도|나이|기간|조항",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(
        @"^(?:(?:sub|grand|net)?[\s-]*total(?:\s+(?:amount|due|sales|payable|price))?(?:\s*\(?[^)]{0,20}\)?)?|(?:amount|balance)\s+due|cash|change|rounding|discount|(?:sales\s+)?tax|VAT|GST|합\s?계(?:\s?금액)?|총\s?액|소\s?계|총\s?계|총\s?금액|결제\s?금액|청구\s?금액|받을\s?금액|받은\s?금액|판매\s?금액|부가세|부가가치세|세액|공급가액|과세\s?(?:금액|물품)|면세\s?(?:금액|물품)|할인(?:액|금액)?|현금|거스름돈)\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Total();

    /// <summary>Most lines have none, and the sentences need not be looked for.</summary>
    [GeneratedRegex(@"\b(?:was|were|totaled|amounted)\b|[은는]\s*(?:약\s*)?\S*\d", RegexOptions.CultureInvariant)]
    private static partial Regex Verb();

    [GeneratedRegex(
        @"(?:(?<before>(?:19|20)\d\d년(?:\s?\d분기|\s?상반기|\s?하반기)?)\s*(?:연결\s|별도\s)?)?(?<label>(?:[가-힣]{1,10}\s)?[가-힣]{0,10}(?:매출|이익|손실|비용|자산|부채|자본|수익|잔액|[가-힣]액|[가-힣]금))[은는]\s*(?:약\s*)?(?<amount>" + AmountParser.Pattern + @")(?=으로|로|이다|입니다|이었|였|이며|이고|을 기록|를 기록|을 달성)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Korean();

    [GeneratedRegex(
        @"(?:^|[.;]\s+)(?:(?:Our|The)\s+)?(?<label>(?:(?:total|net|gross|operating|consolidated|comprehensive|cash|cost|of|and|product|service)\s+){0,4}(?:revenues?|sales|income|earnings|loss|profit|expenses?|assets|liabilities|debt|equity|EBITDA))\s+(?:was|were|totaled|amounted\s+to)\s+(?<amount>" + AmountParser.Pattern + @")(?:\s*(?:in|for|at|as\s+of)\s+(?<period>(?:the\s+)?[A-Za-z0-9 ]{4,40}(?:,\s(?:19|20)\d\d)?))?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex English();
}
