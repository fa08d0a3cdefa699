using Preciso.Reading.Structure;

namespace Preciso.Reading.Sheets;

/// <summary>Where tables that stand side by side begin.</summary>
internal static class SheetColumns
{
    private const int FewestRows = 2;

    /// <summary>The first column of each; of the first one where anything stands at all.</summary>
    public static IReadOnlyList<int> Starts(IReadOnlyList<MergedRow> rows)
    {
        var cells = rows.SelectMany(row => row.Cells).Where(cell => cell.Text.Text.Length > 0).ToList();
        if (cells.Count == 0)
        {
            return [0];
        }
        var columns = new bool[cells.Max(cell => cell.Column + cell.ColumnSpan)];
        foreach (var cell in cells)
        {
            Array.Fill(columns, true, cell.Column, cell.ColumnSpan);
        }
        var starts = Enumerable.Range(0, columns.Length).Where(column => columns[column] && (column == 0 || !columns[column - 1])).ToList();
        return [starts[0], .. starts.Skip(1).Where(start => HasLabels(cells, rows.Count, start))];
    }

    /// <summary>What has no labels of its own belongs to those on the left, however far they are.</summary>
    private static bool HasLabels(List<SourceCell> cells, int rows, int start)
    {
        var labels = cells.Where(cell => cell.Column == start).ToList();
        return labels.Count >= Math.Min(FewestRows, rows) && 2 * labels.Count(label => !TableHeads.IsFigure(label)) > labels.Count
            && cells.Exists(cell => cell.Column > start);
    }
}
