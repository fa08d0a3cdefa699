using Preciso.Documents;

namespace Preciso.Reading;

/// <summary>The language of a page by its letters.</summary>
internal static class PageLanguage
{
    /// <summary>A Hangul syllable says as much as two or three Latin letters, and Korean prose is full of Latin names.</summary>
    private const int SyllableWeight = 2;

    /// <summary>Where the Latin alphabet with its accents ends.</summary>
    private const char AfterLatin = '\u0250';

    /// <summary>As ISO 639-1; null where most letters are of neither.</summary>
    public static string? Guess(IEnumerable<TextBlock> blocks)
    {
        var (hangul, latin, other) = (0, 0, 0);
        foreach (var c in blocks.SelectMany(block => block.Lines).SelectMany(line => line.Words).SelectMany(word => word.Text)
            .Where(char.IsLetter))
        {
            _ = Hangul.IsLetter(c) ? hangul++ : c < AfterLatin ? latin++ : other++;
        }
        return hangul > 0 && SyllableWeight * hangul >= Math.Max(latin, other) ? "ko" : latin > other ? "en" : null;
    }
}
