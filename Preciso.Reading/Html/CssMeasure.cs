using System.Globalization;
using System.Text.RegularExpressions;

namespace Preciso.Reading.Html;

/// <summary>Lengths and colours of style sheets.</summary>
internal static partial class CssMeasure
{
    /// <summary>A browser's usual letters, in pixels.</summary>
    public const double UsualSize = 16;

    /// <summary>In pixels; null if it is none, or only known when the page is laid out.</summary>
    /// <param name="size">Of the letters around, to which some are relative.</param>
    public static double? Length(string? value, double size)
    {
        var match = Number().Match(value ?? "");
        if (!double.TryParse(match.Groups["number"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }
        return number * (match.Groups["unit"].Value switch
        {
            "" or "px" => 1,
            "em" or "ex" or "ch" => size,
            "%" => size / 100,
            "rem" => UsualSize,
            "pt" => 96 / 72.0,
            "pc" => 16,
            "in" => 96,
            "cm" => 96 / 2.54,
            "mm" => 96 / 25.4,
            _ => 10, // of the window
        });
    }

    /// <summary>Of attributes too, which may lack the "#".</summary>
    public static Ink? Colour(string? value)
    {
        var text = value?.Trim().ToLowerInvariant() ?? "";
        if (Rgba().Match(text) is { Success: true } rgba)
        {
            var parts = rgba.Groups["part"].Captures
                .Select(part => double.TryParse(part.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : 0).ToList();
            return new Ink(parts[0], parts[1], parts[2], parts.Count > 3 ? parts[3] : 1);
        }
        return Hex().Match(text) is { Success: true } hex ? FromHex(hex.Groups["digits"].Value) : text switch
        {
            "white" => new Ink(255, 255, 255, 1),
            "black" => new Ink(0, 0, 0, 1),
            "transparent" => new Ink(0, 0, 0, 0),
            _ => null,
        };
    }

    /// <summary>What a sheet prints by itself, where it is a text.</summary>
    public static string Text(string? content)
    {
        var text = content is null ? Match.Empty : Quoted().Match(content);
        var printed = Escape().Replace(text.Groups["text"].Value, escape => escape.Groups["code"] is { Success: true, Value: var code }
            && int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and < 0xD800 and var letter
                ? ((char)letter).ToString()
                : escape.Groups["letter"].Value);
        return printed.AsSpan().ContainsAnyInRange('\uE000', '\uF8FF') ? "" : printed; // a picture of an icon font
    }

    private static Ink FromHex(string digits)
    {
        var full = digits.Length == 3 ? string.Concat(digits.Select(digit => new string(digit, 2))) : digits;
        var number = int.Parse(full, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new Ink(number >> 16, (number >> 8) & 0xFF, number & 0xFF, 1);
    }

    [GeneratedRegex(@"^(?<number>[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?)(?<unit>[a-z%]*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"^rgba?\(\s*(?<part>[\d.]+)(\s*[,\s/]\s*(?<part>[\d.]+)){2,3}\s*\)$")]
    private static partial Regex Rgba();

    [GeneratedRegex("""^(?<quote>["'])(?<text>.{0,40}?)\k<quote>$""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\\((?<code>[0-9a-fA-F]{1,6})\s?|(?<letter>.))")]
    private static partial Regex Escape();

    [GeneratedRegex("^#?(?<digits>[0-9a-f]{6}|[0-9a-f]{3})$")]
    private static partial Regex Hex();
}

/// <summary>A colour: 0 to 255 each, and how much it covers, 0 to 1.</summary>
internal readonly record struct Ink(double Red, double Green, double Blue, double Opacity)
{
    /// <summary>So far apart all together, people tell two colours from each other.</summary>
    private const double Told = 24;

    public bool IsLike(Ink other) => Math.Abs(Red - other.Red) + Math.Abs(Green - other.Green) + Math.Abs(Blue - other.Blue) <= Told;
}
