using Preciso.Documents;

namespace Preciso.Reading.Ocr;

/// <summary>How far recognised words can be relied on: their confidence, less for what no text consists of.</summary>
internal static class TextQuality
{
    /// <summary>With fewer letters and digits there is hardly a text.</summary>
    private const double FewCharacters = 15;

    /// <summary>Bullets, dashes and lone letters that any page may have.</summary>
    private const double Usual = 0.1;

    public static double Measure(IReadOnlyList<Word> words, double confidence, int characters)
    {
        if (characters == 0)
        {
            return 0;
        }
        var garbage = words.Count(word => IsGarbage(word.Text)) / (double)words.Count;
        return confidence * (1 - Math.Max(0, garbage - Usual)) * Math.Min(1, 0.8 + (0.2 * characters / FewCharacters));
    }

    private static bool IsGarbage(string word)
    {
        var meaning = word.Count(char.IsLetterOrDigit);
        return meaning == 0
            ? word is not ("-" or "–" or "—" or "•" or "·" or ":" or "/" or "&" or "+" or "%" or "$" or "₩" or "*" or "(" or ")")
            : meaning == 1 && word.Length == 1 ? char.IsLetter(word[0]) && word[0] < 0x1100 && word[0] is not ('a' or 'A' or 'I')
            : meaning * 2 < word.Length;
    }
}
