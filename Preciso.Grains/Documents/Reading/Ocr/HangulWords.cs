using Preciso.Documents;

namespace Preciso.Grains.Documents.Reading.Ocr;

/// <summary>Tesseract cuts Korean words into syllables where their glyphs stand apart; this puts them together again.</summary>
internal static class HangulWords
{
    /// <summary>A space in Korean print is about a third of a glyph; glyphs of one word stand closer.</summary>
    private const double WidestGap = 0.25;

    public static IReadOnlyList<Word> Join(IReadOnlyList<Word> line)
    {
        var joined = new List<Word>(line.Count);
        foreach (var word in line)
        {
            if (joined.Count > 0 && AreOne(joined[^1], word))
            {
                joined[^1] = Join(joined[^1], word);
            }
            else
            {
                joined.Add(word);
            }
        }
        return joined;
    }

    private static bool AreOne(Word left, Word right) =>
        IsHangul(left.Text[^1]) && IsHangul(right.Text[0])
        && right.Box.X0 - left.Box.X1 < WidestGap * Math.Max(left.Box.Height, right.Box.Height);

    private static Word Join(Word left, Word right)
    {
        var (a, b) = (left.Text.Length, right.Text.Length);
        return new Word(left.Text + right.Text, left.Box.Union(right.Box), ((left.Confidence * a) + (right.Confidence * b)) / (a + b));
    }

    private static bool IsHangul(char c) => c is >= '가' and <= '힣';
}
