using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Chunking;

namespace Preciso.Reading;

/// <summary>Says of each block of a page what it is.</summary>
internal sealed partial class BlockKinds(PageReading page, IReadOnlyList<PageTable> tables)
{
    /// <summary>What stands so near the upper or lower edge, in parts of the page's height, is printed on every page.</summary>
    private const double Edge = 0.06;
    private const int LongestEdge = 120;
    private const int LongestHeading = 110;
    private const double LargePrint = 1.2;

    private readonly double _usualHeight = UsualHeight(page);

    public IReadOnlyList<TextBlock> Mark() => [.. page.Blocks.Select(block => block with { Kind = KindOf(block) })];

    private static double UsualHeight(PageReading page)
    {
        var heights = page.Lines.Select(Height).Order().ToList();
        return heights[heights.Count / 2];
    }

    private static double Height(TextLine line) => line.Words.Max(word => word.Box.Height);

    private BlockKind KindOf(TextBlock block)
    {
        var box = Box.Around(block.Lines.Select(line => line.Box));
        if (tables.Any(table => IsWithin(box, table.Box)))
        {
            return BlockKind.Table;
        }
        var text = string.Join(' ', block.Lines.Select(line => line.Text));
        var isShort = block.Lines.Count <= 2;
        return isShort && text.Length <= LongestEdge && (box.Y1 < Edge * page.Height || box.Y0 > (1 - Edge) * page.Height)
            ? BlockKind.Footer
                : Bullet().IsMatch(text) ? BlockKind.List
                : isShort && IsHeading(block, text) ? BlockKind.Heading
                : BlockKind.Paragraph;
    }

    private bool IsHeading(TextBlock block, string text) =>
        text.Length is >= 2 and <= LongestHeading && text[^1] is not ('.' or ',' or ';' or ':') && text.Any(char.IsLetter)
        && (TitlePrint.IsSection(text) || block.Lines.Min(Height) > LargePrint * _usualHeight || IsCapitals(text));

    private static bool IsCapitals(string text) => text.Count(char.IsUpper) >= 4 && !text.Any(char.IsLower) && !text.Any(char.IsDigit);

    private static bool IsWithin(Box inner, Box outer) =>
        inner.X0 >= outer.X0 - 1 && inner.X1 <= outer.X1 + 1 && inner.Y0 >= outer.Y0 - 1 && inner.Y1 <= outer.Y1 + 1;

    [GeneratedRegex(@"^([•·●○▪■□◆◦‣∙*–-]|\(?([a-zA-Z]|\d{1,2}|[ivx]{1,4}|[가-하])[.)]|[①-⑳])\s+\p{L}", RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();
}
