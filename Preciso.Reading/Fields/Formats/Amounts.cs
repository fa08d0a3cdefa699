using System.Globalization;
using System.Text.RegularExpressions;

namespace Preciso.Reading.Fields.Formats;

/// <summary>Amounts of money: 1,234.50 · RM 64 .15 · 12,000원 · ₩5,500 · (300.00) · 1.234,56.</summary>
internal static partial class Amounts
{
    private const double PlainInteger = 0.6;
    private const double Misread = 0.8;
    private const double BrokenApart = 0.3;

    public static IEnumerable<FoundText> Find(string text)
    {
        var mended = MisreadDigits.Mend(text);
        foreach (Match match in Form().Matches(mended))
        {
            var certainty = match.Groups["broken"].Success ? BrokenApart : IsMoney(match) ? 1 : PlainInteger;
            var isRead = string.CompareOrdinal(text, match.Index, mended, match.Index, match.Length) == 0;
            yield return new FoundText(match.Index, match.Length, Parse(match.Value), isRead ? certainty : certainty * Misread);
        }
    }

    /// <summary>With a point and no separators; null if the text is no amount, or might be one of two.</summary>
    public static string? Parse(string text) => Decimal(text)?.ToString(CultureInfo.InvariantCulture);

    public static decimal? Decimal(string text)
    {
        var printed = MisreadDigits.Mend(text);
        if (Form().Match(printed) is not { Success: true } match || match.Groups["broken"].Success || OtherNumber(printed, match))
        {
            return null;
        }
        var number = Spaces().Replace(match.Groups["number"].Value, "");
        var (points, commas) = (number.Count(c => c == '.'), number.Count(c => c == ','));
        var point = (points, commas) switch
        {
            (0, 0) => -1,
            (1, 0) => IsThousands(number, '.') ? -2 : number.IndexOf('.', StringComparison.Ordinal),
            (0, 1) => IsThousands(number, ',') ? -1 : number.IndexOf(',', StringComparison.Ordinal),
            _ => LastSeparator(number),
        };
        return point == -2 ? null : Value(number, point, match.Groups["minus"].Success);
    }

    private static decimal? Value(string number, int point, bool isNegative)
    {
        var digits = string.Concat(number.Select((c, i) => i == point ? "." : char.IsAsciiDigit(c) ? c.ToString() : ""));
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? isNegative ? -value : value
            : null;
    }

    /// <summary>The last of several kinds of separators parts the decimals; of one kind, they all part thousands.</summary>
    private static int LastSeparator(string number)
    {
        var last = number.LastIndexOfAny(['.', ',']);
        return number.Count(c => c == number[last]) > 1 ? -1 : last;
    }

    /// <summary>1,234 is a thousand and more; 1.234 may be either; 0.234 is a fraction.</summary>
    private static bool IsThousands(string number, char separator) =>
        number.Length - number.IndexOf(separator, StringComparison.Ordinal) == 4 && number[0] != '0';

    private static bool IsMoney(Match match) => match.Groups["currency"].Success || match.Groups["number"].ValueSpan.IndexOfAny(".,") >= 0;

    private static bool OtherNumber(string text, Match match) => text.AsSpan(match.Index + match.Length).IndexOfAnyInRange('0', '9') >= 0
        || text.AsSpan(0, match.Index).IndexOfAnyInRange('0', '9') >= 0;

    [GeneratedRegex(
        """
        (?<![\d.,/:\p{L}-]|\#\s?)
        (?<minus>[-−–△▲]\s?|(?<open>\()(?=[^()]{1,24}\)))?
        (?:(?<currency>RMN?|MYR|USD|KRW|EUR|GBP|JPY|SGD|S\$|US\$|Rs\.?|[$₩€£¥\\원])\s?[-−]?\s?)?
        (?:(?<number>\d{1,3}(?:,\s?\d{3})+(?:\s?\.\s?\d{1,4})?|\d{1,3}(?:\.\d{3})+,\d{2}|\d{1,12}\s?\.\s?\d{1,4}|\d{1,12},\s?\d{2}|\d{1,12})
           (?<broken>(?<=[\p{L}$₩]\s?\d{1,6})\s\d{2}(?=\s*$))?)
        (?![\d/:%]|\s%|[.,-]\d)
        (?(open)\s?\))
        (?:\s?(?<currency>원|won\b))?
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase)]
    private static partial Regex Form();

    [GeneratedRegex(@"\s")]
    private static partial Regex Spaces();
}
