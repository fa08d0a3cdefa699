using Preciso.Documents;

namespace Preciso.Web.Documents;

/// <summary>A table's cells row by row as HTML wants them: an empty place is null, what a span covers is left out.</summary>
public static class GridRows
{
    public static IReadOnlyList<IReadOnlyList<TableCell?>> Arrange(PageTable table)
    {
        var at = new Dictionary<(int, int), TableCell>();
        var covered = new HashSet<(int, int)>();
        foreach (var cell in table.Cells.Where(cell => at.TryAdd((cell.Row, cell.Column), cell)))
        {
            covered.UnionWith(Places(cell, table).Skip(1));
        }
        return [.. Enumerable.Range(0, table.Rows).Select(row => (IReadOnlyList<TableCell?>)[..
            Enumerable.Range(0, table.Columns).Where(column => !covered.Contains((row, column)))
                .Select(column => at.GetValueOrDefault((row, column)))])];
    }

    private static IEnumerable<(int, int)> Places(TableCell cell, PageTable table) =>
        from row in Enumerable.Range(cell.Row, Math.Clamp(cell.RowSpan, 1, table.Rows - cell.Row))
        from column in Enumerable.Range(cell.Column, Math.Clamp(cell.ColumnSpan, 1, table.Columns - cell.Column))
        select (row, column);
}
