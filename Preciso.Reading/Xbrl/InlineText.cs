using System.Text;
using AngleSharp.Dom;

namespace Preciso.Reading.Xbrl;

/// <summary>A text that a page of inline XBRL states: it may go on elsewhere, and what is excluded stands within it by chance.</summary>
internal static class InlineText
{
    private const int MostPieces = 1000;

    public static string Read(IElement element, IReadOnlyList<IElement> elements)
    {
        var text = new StringBuilder();
        var (piece, pieces) = ((IElement?)element, 0);
        while (piece is not null && pieces++ < MostPieces)
        {
            foreach (var part in piece.Descendants<IText>().Where(part => !IsExcluded(part, piece)))
            {
                text.Append(part.Data);
            }
            piece = piece.GetAttribute("continuedAt") is { Length: > 0 } next
                ? elements.FirstOrDefault(other => InlineXbrlFacts.IsInline(other, "continuation") && other.Id == next)
                : null;
            text.Append(' ');
        }
        return Readable.Line(text.ToString());
    }

    private static bool IsExcluded(IText text, IElement within)
    {
        for (var outer = text.ParentElement; outer is not null && outer != within; outer = outer.ParentElement)
        {
            if (InlineXbrlFacts.IsInline(outer, "exclude"))
            {
                return true;
            }
        }
        return false;
    }
}
