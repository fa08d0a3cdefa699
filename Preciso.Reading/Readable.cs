using System.Buffers;
using System.Globalization;
using System.Text;

namespace Preciso.Reading;

/// <summary>Which characters mean something to a reader.</summary>
internal static class Readable
{
    private static readonly SearchValues<char> Printable =
        SearchValues.Create([.. Enumerable.Range(' ' + 1, '~' - ' ').Select(c => (char)c)]);

    /// <summary>
    /// The word without control, private-use and replacement characters, and how many those were. Letters written in parts
    /// (decomposed Hangul) and typographic ligatures become the letters that people search for.
    /// </summary>
    /// <param name="keepsRuin">What could not be decoded stays: without it 5?500 would be 5500, another number.</param>
    public static (string Text, int Dropped) Keep(string word, bool keepsRuin = false)
    {
        if (!word.AsSpan().ContainsAnyExcept(Printable))
        {
            return (word, 0);
        }
        var kept = new StringBuilder(word.Length);
        var dropped = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            if (IsMeaningless(rune) && !(keepsRuin && rune == Rune.ReplacementChar))
            {
                dropped++;
            }
            else if (rune.Value is >= 0xFB00 and <= 0xFB06)
            {
                kept.Append(rune.ToString().Normalize(NormalizationForm.FormKC));
            }
            else
            {
                kept.Append(rune.ToString());
            }
        }
        return (kept.ToString().Trim().Normalize(), dropped);
    }

    /// <summary>The readable words of a text, one space apart.</summary>
    public static string Line(string text) => string.Join(
        ' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => Keep(word, keepsRuin: true).Text)
            .Where(word => word.Length > 0));

    private static bool IsMeaningless(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;
}
