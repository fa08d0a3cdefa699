using Preciso.Documents;
using Preciso.Reading.Pdf.Ink;

namespace Preciso.Reading.Pdf;

/// <summary>A text layer as a reader sees it: without what is not seen on the page.</summary>
internal static class SeenText
{
    /// <summary>Something on the page was text and is not seen by anybody who looks at it.</summary>
    private const string LeftOut = "unseen_text_left_out";

    /// <summary>Whether all of it is seen could not be told.</summary>
    private const string Unchecked = "visibility_unchecked";

    /// <param name="ink">Null where it could not be told.</param>
    public static PageText Read(PageText layer, PageSize size, PageInk? ink)
    {
        var fitting = ink?.In(size);
        var leftOut = false;
        var seen = fitting is null ? layer.Blocks : SeenWords.Keep(layer.Blocks, fitting.Letters, out leftOut);
        var read = layer with { Blocks = seen, Rulings = fitting?.Rulings ?? layer.Rulings };
        if (!leftOut)
        {
            return fitting is null ? read with { Way = Unchecked } : read;
        }
        var characters = seen.Sum(block => block.Lines.Sum(line => line.Words.Sum(word => PageText.CountCharacters(word.Text))));
        return read with { Way = LeftOut, Characters = characters, Problem = BboxReader.TooFew(characters) };
    }
}
