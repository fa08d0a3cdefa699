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

    /// <summary>Null where the separators can be read in two ways or in none (12,34).</summary>
    public static decimal? Value(string digits)
    {
        var text = Narrow(digits);
        var plain = Grouped().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal)
            : Continental().IsMatch(text) ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')
            : Simple().IsMatch(text) ? text
            : null;
        return plain is { Length: <= MostDigits } && plain.Split('.')[0].Length <= MostWholeDigits
            && decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    /// <summary>Full-width digits and separators as the narrow ones.</summary>
    private static string Narrow(string digits) =>
        digits.All(char.IsAscii) ? digits : string.Concat(digits.Select(c => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c));

    [GeneratedRegex(@"^0\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^[1-9]\d{0,2}((\.\d{3})+,\d{1,2}|(\.\d{3}){2,})$", RegexOptions.CultureInvariant)]
    private static partial Regex Continental();

    [GeneratedRegex(@"^\d*(\.\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Simple();
}
