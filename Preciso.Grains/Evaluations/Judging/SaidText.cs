using System.Text;
using System.Text.RegularExpressions;

namespace Preciso.Grains.Evaluations.Judging;

/// <summary>Whether a text says what is expected, however it is spaced, cased and punctuated at its ends.</summary>
public static partial class SaidText
{
    /// <summary>Whether the expected text stands in it, as whole words. Korean has particles behind, and spaces as one likes.</summary>
    public static bool Has(string text, string expected)
    {
        var (said, wanted) = (Plain(text), Plain(expected).Trim(' ', '.', '。', ',', '"', '\'', '!', '?'));
        if (wanted.Length == 0)
        {
            return false;
        }
        return wanted.Any(IsHangul)
            ? Spaceless(said).Contains(Spaceless(wanted), StringComparison.Ordinal)
            : Regex.IsMatch(said, $@"(?<![a-z0-9]|\d[.,]){Regex.Escape(wanted)}(?![a-z0-9]|[.,]\d)", RegexOptions.CultureInvariant);
    }

    /// <summary>Whether each figure of the text, digit by digit, is printed in one of these.</summary>
    public static bool HasFigures(string text, IEnumerable<string> sources)
    {
        var printed = sources.SelectMany(Digits).ToHashSet();
        return Digits(text).All(printed.Contains);
    }

    private static IEnumerable<string> Digits(string text) => Number().Matches(text.Normalize(NormalizationForm.FormKC))
        .Select(match => match.Value.Replace(",", "", StringComparison.Ordinal));

    private static string Plain(string text) =>
        Space().Replace(text.Normalize(NormalizationForm.FormKC), " ").Trim().ToLowerInvariant();

    private static string Spaceless(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static bool IsHangul(char letter) => letter is >= '가' and <= '힣';

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();

    [GeneratedRegex(@"\d+(?:,\d{3})*(?:\.\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
