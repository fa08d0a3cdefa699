using System.Text.RegularExpressions;
using Preciso.Reading.Facts.Units;

namespace Preciso.Reading.Facts;

/// <summary>A label by what it says, for looking up: without case, spaces, notes, units and punctuation.</summary>
public static partial class MetricKeys
{
    private const int Longest = 200;

    public static string FromLabel(string label)
    {
        var head = label.Length > Longest ? label[..Longest] : label;
        return string.Concat(Notes().Replace(UnitPrint.Strip(head), " ").Where(char.IsLetterOrDigit)).ToLowerInvariant();
    }

    /// <summary>Of what somebody looks for; null for nothing.</summary>
    public static string? FromSearch(string? part) => string.IsNullOrWhiteSpace(part) ? null : FromLabel(part);

    [GeneratedRegex(
        @"[(\[](\d{1,2}|[a-z]{1,2}|[*†‡]+|주석?\s*\d[\d,\s]*|notes?\s*\d[\d,\sand]*|단위[^)\]]*|in\s+(thousand|million|billion)s?[^)\]]*|천원|백만원|억원|원)[)\]]|[¹²³⁴⁵⁶⁷⁸⁹⁰]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Notes();
}
