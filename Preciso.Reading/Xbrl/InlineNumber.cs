using System.Globalization;
using System.Text.RegularExpressions;

namespace Preciso.Reading.Xbrl;

/// <summary>The value of a printed number under the format that inline XBRL names for it (the transformation registries 1 to 5).</summary>
internal static partial class InlineNumber
{
    private static readonly string[] Zeros = ["fixed-zero", "zerodash", "zero-dash", "numdash", "fixedzero"];
    private static readonly string[] Commas =
        ["num-comma-decimal", "num-comma-decimal-apos", "numcommadecimal", "numcomma", "numdotcomma", "numspacecomma"];

    /// <summary>Null if it cannot be parsed: nothing is guessed.</summary>
    /// <param name="format">With or without prefix; null where the text is a plain XML number.</param>
    public static decimal? Parse(string printed, string? format)
    {
        var name = format is null ? "" : ConceptName.Local(format).ToLowerInvariant();
        if (Zeros.Contains(name))
        {
            return 0;
        }
        var print = Printed().Match(printed);
        if (!print.Success)
        {
            return name.StartsWith("num-word", StringComparison.Ordinal) || name == "numwordsen" ? Word(printed) : null;
        }
        var digits = string.Concat(print.Groups["digits"].Value.Where(c => !char.IsWhiteSpace(c) && c is not ('\'' or '’' or '`')));
        digits = Commas.Contains(name)
            ? digits.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')
            : digits.Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? (IsNegative(print) ? -value : value)
            : null;
    }

    private static bool IsNegative(Match print) =>
        print.Groups["minus"].Success || (print.Groups["open"].Success && print.Groups["close"].Success);

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

    /// <summary>The number alone belongs within the element; programs put its signs there too.</summary>
    [GeneratedRegex(
        @"^[\p{Sc}\s]*(?<open>\()?[\p{Sc}\s]*(?<minus>[-−–‐△▲])?[\p{Sc}\s]*(?<digits>\d[\d.,\s'’`]*|\.\d+)[\s\p{Sc}%]*(?<close>\))?\s*%?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Printed();
}
