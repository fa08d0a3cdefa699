using System.Globalization;
using System.Text.RegularExpressions;

namespace Preciso.Reading.Facts.Numbers;

/// <summary>The value of a run of digits with its separators.</summary>
public static partial class Digits
{
    /// <summary>Longer ones are codes; and times any scale it is still a decimal.</summary>
    private const int MostWholeDigits = 15;
    private const int MostDigits = 24;

    /// <summary>Whether it can be a number at all: 1.2.3, 2018.12.31, 12,15,22 and 007 are marks, dates and lists.</summary>
    public static bool IsNumber(string digits)
    {
        var text = Narrow(digits);
        return !Code().IsMatch(text) && (text.Count(c => c is '.' or ',') <= 1 || Value(text) is not null);
    }

    /// <summary>
    /// Null where the separators can be read in two ways (1.234) or in none (12,34) and nothing around has said which of them parts the
    /// decimals; and where it says the contrary of what the numbers around it say.
    /// </summary>
    public static decimal? Value(string digits, DecimalMark mark = DecimalMark.Unsaid) =>
        Plain(Narrow(digits), mark) is { Length: <= MostDigits } plain && plain.Split('.')[0].Length <= MostWholeDigits
            && decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    /// <summary>What the print itself proves: 1,234.5 and 0.125 the point, 1.234,5 and 1.234.567 the comma.</summary>
    public static DecimalMark Proves(string digits)
    {
        var text = Narrow(digits);
        return PointProved().IsMatch(text) ? DecimalMark.Point : CommaProved().IsMatch(text) ? DecimalMark.Comma : DecimalMark.Unsaid;
    }

    /// <summary>What it makes likely: 12.5 the point, 12,5 the comma. A list (4,5) prints the same.</summary>
    public static DecimalMark Suggests(string digits)
    {
        var text = Narrow(digits);
        return Simple().IsMatch(text) && !Ambiguous().IsMatch(text) && text.Contains('.', StringComparison.Ordinal) ? DecimalMark.Point
            : CommaDecimal().IsMatch(text) && !CommaGroup().IsMatch(text) ? DecimalMark.Comma
            : DecimalMark.Unsaid;
    }

    private static string? Plain(string text, DecimalMark mark) =>
        Parted().IsMatch(text) ? Joined(text).Replace(',', '.')
        : Grouped().IsMatch(text) || Lakh().IsMatch(text)
            ? (mark == DecimalMark.Comma ? null : text.Replace(",", "", StringComparison.Ordinal))
        : Continental().IsMatch(text)
            ? (mark == DecimalMark.Point ? null : text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'))
        : CommaGroup().IsMatch(text) ? mark switch
        {
            DecimalMark.Comma => text.Replace(',', '.'),
            DecimalMark.Either => null,
            _ => text.Replace(",", "", StringComparison.Ordinal),
        }
        : Ambiguous().IsMatch(text) ? mark switch
        {
            DecimalMark.Point => text,
            DecimalMark.Comma => text.Replace(".", "", StringComparison.Ordinal),
            _ => null,
        }
        : CommaDecimal().IsMatch(text) ? (mark == DecimalMark.Comma ? text.Replace(',', '.') : null)
        : Simple().IsMatch(text) ? text
        : null;

    private static string Joined(string text) => string.Concat(text.Where(c => char.IsAsciiDigit(c) || c is '.' or ','));

    /// <summary>Full-width digits and separators as the narrow ones.</summary>
    private static string Narrow(string digits) =>
        digits.All(char.IsAscii) ? digits : string.Concat(digits.Select(c => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c));

    [GeneratedRegex(@"^0\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    /// <summary>1'234.50 and 1 234,50: what parts the groups is neither.</summary>
    [GeneratedRegex(@"^[1-9]\d{0,2}(?:['’]\d{3}|[\u00A0\u2009\u202F]\d{3})+([.,]\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Parted();

    [GeneratedRegex(@"^[1-9]\d{0,2}((,\d{3})+\.\d+|(,\d{3}){2,})$", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();

    /// <summary>12,34,56,789.</summary>
    [GeneratedRegex(@"^[1-9]\d?(,\d{2})+,\d{3}(\.\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Lakh();

    [GeneratedRegex(@"^[1-9]\d{0,2}((\.\d{3})+,\d+|(\.\d{3}){2,})$", RegexOptions.CultureInvariant)]
    private static partial Regex Continental();

    [GeneratedRegex(@"^[1-9]\d{0,2},\d{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex CommaGroup();

    [GeneratedRegex(@"^[1-9]\d{0,2}\.\d{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Ambiguous();

    [GeneratedRegex(@"^\d+,\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex CommaDecimal();

    [GeneratedRegex(@"^\d*(\.\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Simple();

    [GeneratedRegex(@"^(?:[1-9]\d{0,2}((,\d{3})+\.\d+|(,\d{3}){2,})|[1-9]\d?(,\d{2})+,\d{3}(\.\d+)?|0?\.\d+|\d+['’\d]*['’]\d{3}\.\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex PointProved();

    [GeneratedRegex(@"^(?:[1-9]\d{0,2}((\.\d{3})+,\d+|(\.\d{3}){2,})|0,\d+|\d{1,3}([\u00A0\u2009\u202F'’]\d{3})+,\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex CommaProved();
}
