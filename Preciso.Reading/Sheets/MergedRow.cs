using Preciso.Reading.Structure;

namespace Preciso.Reading.Sheets;

/// <summary>A sheet's row with its merged cells.</summary>
/// <param name="Bottom">The last row that one of its cells reaches.</param>
internal sealed record MergedRow(int Row, int Bottom, IReadOnlyList<SourceCell> Cells)
{
    public static IEnumerable<MergedRow> Read(Sheet sheet)
    {
        var merged = new MergedCells(sheet.Merges);
        foreach (var row in sheet.Rows)
        {
            merged.Enter(row.Row);
            var bottom = row.Row;
            var cells = new List<SourceCell>(row.Cells.Count);
            foreach (var cell in row.Cells)
            {
                var place = merged.At(row.Row, cell.Column);
                bottom = Math.Max(bottom, place.Bottom);
                cells.Add(merged.IsCovered(row.Row, cell.Column) ? Covered(cell) : Cell(cell, place));
            }
            yield return new MergedRow(row.Row, bottom, cells);
        }
    }

    /// <summary>The cells between two columns, as those of a table that begins there.</summary>
    public IReadOnlyList<SourceCell> Part(int start, int end) =>
        [.. Cells.Where(cell => cell.Column >= start && cell.Column < end).Select(cell => cell with { Column = cell.Column - start })];

    private static SourceCell Cell(SheetCell cell, Merge place) => new(
        cell.Column, cell.Text, IsHeader: false, place.Bottom - place.Top + 1, place.Right - place.Left + 1,
        cell.Address ?? CellAddress.Format(place.Top, place.Left), cell.Raw)
    {
        Dropped = cell.IsUncalculated ? cell.Address ?? CellAddress.Format(place.Top, place.Left) : null,
    };

    /// <summary>A value that is kept and never shown.</summary>
    private static SourceCell Covered(SheetCell cell) => new(cell.Column, "") { Dropped = cell.Text };
}
