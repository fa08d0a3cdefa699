using Preciso.Documents;
using Preciso.Reading.Chunking;

namespace Preciso.Reading.Facts.Tables;

/// <summary>Finds the heads of a table that a title between them and the first row has cut off from it.</summary>
internal static class HeadsAbove
{
    /// <param name="above">The lines over the table, the nearest first.</param>
    public static ColumnHeads? Find(PageTable table, IReadOnlyList<PageRow> above)
    {
        if (table.Cells.Any(cell => cell.IsHeader && cell.Column > 0))
        {
            return null;
        }

        var columns = table.Cells.Where(cell => cell is { ColumnSpan: 1, Column: > 0 }).GroupBy(cell => cell.Column)
            .ToDictionary(column => column.Key, column => Box.Around(column.Select(cell => cell.Box)));
        var heads = new ColumnHeads(table.Columns);
        var rows = above.Where(row => Figures.IsColumnHead(row.Text)).Reverse()
            .Select((row, i) => ToRow(row, i - above.Count, columns)).ToList();
        // A date that stands over one of several columns is not theirs.
        if (columns.Count > 0 && rows.Exists(row => row.Cells.Count >= columns.Count))
        {
            rows.ForEach(heads.Add);
        }

        return heads.IsEmpty ? null : heads;
    }

    private static GridRow ToRow(PageRow row, int index, Dictionary<int, Box> columns) => new(
        index,
        [
            .. row.Words.GroupBy(word => columns.MinBy(column => Distance(column.Value, word.Box)).Key).OrderBy(head => head.Key)
                .Select(head => GridCell.Head(new TableCell(
                    index, head.Key, string.Join(' ', head.Select(word => word.Text)), Box.Around(head.Select(word => word.Box))))),
        ]);

    private static double Distance(Box column, Box word) => Math.Abs(column.X0 + column.X1 - word.X0 - word.X1);
}
