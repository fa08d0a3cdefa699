using Preciso.Documents;

namespace Preciso.Reading;

/// <summary>Which language the letters of a page are of.</summary>
internal static class Letters
{
    public static string? LanguageOf(PageReading page)
    {
        var (hangul, latin, other) = (0, 0, 0);
        foreach (var c in page.Lines.SelectMany(line => line.Words).SelectMany(word => word.Text).Where(char.IsLetter))
        {
            hangul += IsHangul(c) ? 1 : 0;
            latin += c < 0x250 ? 1 : 0;
            other += IsHangul(c) || c < 0x250 ? 0 : 1;
        }
        // A Hangul syllable says as much as two or three letters.
        return hangul > 0 && 2 * hangul >= Math.Max(latin, other) ? "ko" : latin > other ? "en" : null;
    }

    private static bool IsHangul(char c) => c is (>= '가' and <= '힣') or (>= 'ㄱ' and <= 'ㆎ') or (>= 'ᄀ' and <= 'ᇿ');
}
