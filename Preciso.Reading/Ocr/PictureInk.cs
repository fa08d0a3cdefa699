using Preciso.Documents;

namespace Preciso.Reading.Ocr;

/// <summary>Whether a page's picture can hold letters at all: looking costs milliseconds, recognising half a second a pass.</summary>
internal static class PictureInk
{
    /// <summary>Anything that is not quite white: pale print is print.</summary>
    private const byte Palest = 245;

    /// <summary>In points: what is flatter is a line, whatever its length.</summary>
    private const double SmallestLetter = 3;

    /// <param name="scale">Points to one pixel.</param>
    /// <param name="known">Words that are known already, in points: they do not count.</param>
    public static bool IsLeft(GreyMap page, double scale, params IEnumerable<Box> known)
    {
        var rest = page.Copy();
        Rulings.Find(rest, scale).Erase(rest, scale);
        foreach (var word in known)
        {
            rest.Whiten(word, scale);
        }
        var inked = 0;
        for (var y = 0; y < rest.Height; y++)
        {
            inked = rest.Row(y).IndexOfAnyInRange((byte)0, Palest) < 0 ? 0 : inked + 1;
            if (inked * scale > SmallestLetter)
            {
                return true;
            }
        }
        return false;
    }
}
