using System.Globalization;
using System.Text;

namespace Preciso.Reading;

/// <summary>
/// What people see of an uploaded file's name. It is a label only: nothing is ever stored or opened under it. Folders in
/// front of it go, and so do control and formatting characters, which could make one name look like another.
/// </summary>
public static class Filenames
{
    private const int Longest = 255;

    public static string Clean(string raw)
    {
        var last = raw[(raw.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes().Where(IsVisible))
        {
            kept.Append(rune);
        }
        // macOS sends Hangul decomposed into jamo; people search for it composed.
        var name = kept.ToString().Normalize(NormalizationForm.FormC).Trim();
        return name is "" or "." or ".." ? "document" : Shorten(name);
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
        && rune != Rune.ReplacementChar;

    /// <summary>Too long: the middle goes, the ending stays.</summary>
    private static string Shorten(string name)
    {
        if (name.Length <= Longest)
        {
            return name;
        }
        var ending = Path.GetExtension(name) is { Length: < 20 } extension ? extension : "";
        var end = Longest - ending.Length - 1;
        return name[..(char.IsHighSurrogate(name[end - 1]) ? end - 1 : end)] + "…" + ending;
    }
}
