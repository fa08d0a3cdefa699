using System.Text;

namespace Preciso.Reading.Fields.Similarity;

/// <summary>Text as it is compared: what differs only in width, case, spaces or punctuation is the same.</summary>
internal static class NormalText
{
    /// <summary>
    /// Words of letters and digits, one space between them. Points and apostrophes inside a word go without a trace (D.I.Y. is diy).
    /// </summary>
    public static string Normalize(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(letter))
            {
                normal.Append(char.ToLowerInvariant(letter));
            }
            else if (letter is not ('.' or '\'' or '’') && normal.Length > 0 && normal[^1] != ' ')
            {
                normal.Append(' ');
            }
        }
        return normal.ToString().TrimEnd();
    }

    /// <summary>
    /// Letters and digits alone, for labels and cues, which are printed with spaces between their letters as often as not.
    /// </summary>
    public static string Key(string text) => Normalize(text).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>A company's name without its Korean legal form, which is written in three ways and in front or behind.</summary>
    public static string Name(string text) => Normalize(text.Normalize(NormalizationForm.FormKC)
        .Replace("주식회사", " ", StringComparison.Ordinal)
        .Replace("(주)", " ", StringComparison.Ordinal));
}
