using System.Text.RegularExpressions;

namespace Preciso.Reading.Fields.Formats;

/// <summary>주민등록번호: its last seven digits never leave this place.</summary>
public static partial class ResidentNumbers
{
    private const string Hidden = "-*******";

    internal static IEnumerable<FoundText> Find(string text) =>
        Form().Matches(text).Select(match => new FoundText(match.Index, match.Length, Mask(match.Value), 1));

    /// <summary>The text with each such number masked, as 900101-*******.</summary>
    public static string Mask(string text) => Form().Replace(text, match => match.Value[..6] + Hidden);

    public static bool HasForm(string text) => Form().IsMatch(text);

    [GeneratedRegex(@"(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\s?[-–]\s?[\d*●○xX]{7}|[1-8]\d{6})(?![\d*])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
