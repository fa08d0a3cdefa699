using System.Globalization;

namespace Preciso.Reading.Xbrl;

/// <summary>The value of a printed number under the format that inline XBRL names for it (the transformation registries 1 to 5).</summary>
internal static class InlineNumber
{
    private static readonly string[] Zeros = ["fixed-zero", "zerodash", "numdash", "fixedzero"];
    private static readonly string[] Commas = ["num-comma-decimal", "numcommadecimal", "numdotcomma", "numspacecomma"];

    /// <summary>Null if it cannot be parsed: nothing is guessed.</summary>
    /// <param name="format">With or without prefix; null where the text is a plain XML number.</param>
    public static decimal? Parse(string printed, string? format)
    {
        var name = format is null ? "" : ConceptName.Local(format).ToLowerInvariant();
        if (Zeros.Contains(name))
        {
            return 0;
        }

        var isComma = Commas.Contains(name);
        var digits = string.Concat(printed.Where(c => !char.IsWhiteSpace(c)));
        digits = isComma
            ? digits.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')
            : digits.Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(
            digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : name.StartsWith("num-word", StringComparison.Ordinal) || name == "numwordsen" ? Word(printed) : null;
    }

    private static decimal? Word(string printed) => printed.Trim().ToLowerInvariant() switch
    {
        "no" or "none" or "nil" or "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        _ => null,
    };
}
