using Preciso.Documents;

namespace Preciso.Reading.Tables;

/// <summary>Follows a file's pages in their order and tells which tables go on from the page before.</summary>
internal sealed class ContinuedTables
{
    /// <summary>In points.</summary>
    private const double Shifted = 14;

    private PageTable? _open;

    public PageReading Follow(PageReading page)
    {
        var tables = page.Tables;
        if (tables.Count > 0 && _open is { } open && Stands(page, tables[0], above: true) && HasColumnsOf(tables[0], open))
        {
            tables = [tables[0] with { Continues = true }, .. tables.Skip(1)];
        }
        _open = tables.Count > 0 && Stands(page, tables[^1], above: false) ? tables[^1] : null;
        return page with { Tables = tables };
    }

    /// <summary>Nothing but heads, feet and its own caption between the table and the page's edge.</summary>
    private static bool Stands(PageReading page, PageTable table, bool above) => page.Blocks
        .Where(block => block.Kind is not (BlockKind.Footer or BlockKind.Table or BlockKind.Heading))
        .SelectMany(block => block.Lines)
        .Where(line => above ? line.Box.Y1 <= table.Box.Y0 + 1 : line.Box.Y0 >= table.Box.Y1 - 1)
        .All(line => above && IsCaption(line, table));

    private static bool IsCaption(TextLine line, PageTable table) =>
        line.Text == table.Unit || (table.Title is { } title && title.Contains(line.Text, StringComparison.Ordinal));

    private static bool HasColumnsOf(PageTable table, PageTable open)
    {
        if (table.Columns != open.Columns)
        {
            return false;
        }
        var (here, there) = (Columns(table), Columns(open));
        return here.Keys.Intersect(there.Keys).ToList() is { Count: > 0 } both
            && both.All(i => Math.Abs(here[i].X0 - there[i].X0) < Shifted || Math.Abs(here[i].X1 - there[i].X1) < Shifted);
    }

    private static Dictionary<int, Box> Columns(PageTable table) => table.Cells
        .Where(cell => cell is { ColumnSpan: 1 } && (!cell.IsHeader || cell.Column == 0))
        .GroupBy(cell => cell.Column)
        .ToDictionary(column => column.Key, column => Box.Around(column.Select(cell => cell.Box)));
}
