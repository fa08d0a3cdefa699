namespace Preciso.Reading.PlainText;

/// <summary>Korean text of older Windows (CP949) by its bytes: nearly all that is not ASCII are pairs for common syllables.</summary>
internal static class KoreanBytes
{
    private const double Usual = 0.7;

    /// <param name="fewest">Pairs; fewer say nothing.</param>
    public static bool Are(ReadOnlySpan<byte> text, int fewest = 1)
    {
        var (syllables, others) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80)
            {
                continue;
            }
            var isSyllable = text[i] is >= 0xB0 and <= 0xC8 && i + 1 < text.Length && text[i + 1] >= 0xA1;
            syllables += isSyllable ? 1 : 0;
            others += isSyllable ? 0 : 1;
            i++;
        }
        return syllables >= fewest && syllables >= Usual * (syllables + others);
    }
}
