using Preciso.Documents;

namespace Preciso.Reading;

/// <summary>The language of a page by its letters.</summary>
internal static class PageLanguage
{
    /// <summary>A Hangul syllable says as much as two or three Latin letters, and Korean prose is full of Latin names.</summary>
    private const int SyllableWeight = 2;

    public static string? Guess(IEnumerable<TextBlock> blocks)
    {
        var (korean, latin) = (0, 0);
        foreach (var c in blocks.SelectMany(block => block.Lines).SelectMany(line => line.Words).SelectMany(word => word.Text))
        {
            korean += c is >= '가' and <= '힣' or >= 'ㄱ' and <= 'ㆎ' ? SyllableWeight : 0;
            latin += char.IsAsciiLetter(c) ? 1 : 0;
        }
        return (korean, latin) is (0, 0) ? null : korean >= latin ? "ko" : "en";
    }
}
