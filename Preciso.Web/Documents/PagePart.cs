using Preciso.Documents;

namespace Preciso.Web.Documents;

/// <summary>A piece of a page's content: a block of lines, or a table in the place of the lines that it is made of.</summary>
public sealed record PagePart(TextBlock? Block, DocumentTable? Table)
{
    public static IReadOnlyList<PagePart> InOrder(PageReading page, IReadOnlyList<DocumentTable> tables)
    {
        var (parts, left) = (new List<PagePart>(), tables.ToList());
        foreach (var block in page.Blocks.Where(block => block.Lines.Count > 0))
        {
            if (tables.FirstOrDefault(table => Holds(table.Table.Box, block)) is not { } table)
            {
                parts.Add(new PagePart(block, null));
            }
            else if (left.Remove(table))
            {
                parts.Add(new PagePart(null, table));
            }
        }
        return [.. parts, .. left.Select(table => new PagePart(null, table))];
    }

    private static bool Holds(Box table, TextBlock block)
    {
        var box = Box.Around(block.Lines.Where(line => line.Words.Count > 0).Select(line => line.Box).DefaultIfEmpty());
        var (x, y) = ((box.X0 + box.X1) / 2, (box.Y0 + box.Y1) / 2);
        return x >= table.X0 && x <= table.X1 && y >= table.Y0 && y <= table.Y1;
    }
}
