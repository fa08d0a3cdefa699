using Preciso.Documents;
using Preciso.Reading.PlainText;

namespace Preciso.Reading.Structure;

/// <summary>
/// Gathers the rows that come to stand on one page into its tables; a table that goes on over the page is a part on each.
/// </summary>
internal sealed class TablesOfPage
{
    private readonly List<PageTable> _tables = [];
    private readonly List<(SetRow Row, double Top, double Bottom)> _rows = [];

    public bool HasRows => _rows.Count > 0;

    /// <summary>Whether the passage is one more row of the table that is being set.</summary>
    public bool GoesOn(Passage passage) => HasRows && passage.Row?.Table == _rows[^1].Row.Table;

    /// <param name="over">What stands on the page already.</param>
    public void Add(SetRow row, double top, double bottom, IReadOnlyList<TextBlock> over)
    {
        if (!HasRows && !row.Table.HasBegun)
        {
            row.Table.Title = row.Table.Title.Under(over);
        }
        _rows.Add((row, top, bottom));
    }

    public void EndTable()
    {
        if (!HasRows)
        {
            return;
        }
        var table = _rows[0].Row.Table;
        var cells = _rows.SelectMany((row, i) => row.Row.Cells.Where(Says).Select(cell => Place(table, cell, i))).ToList();
        var columns = Math.Max(1, _rows.SelectMany(row => row.Row.Cells).Max(cell => (int?)(cell.Column + cell.ColumnSpan)) ?? 1);
        var box = new Box(table.Left(0), _rows[0].Top, table.Left(columns), _rows[^1].Bottom);
        _tables.Add(new PageTable(
            _tables.Count, box, _rows.Count, columns, cells, Confidence: 1, table.Title.Title, table.Title.Unit, table.HasBegun));
        table.HasBegun = true;
        _rows.Clear();
    }

    public IReadOnlyList<PageTable> EndPage()
    {
        EndTable();
        PageTable[] tables = [.. _tables];
        _tables.Clear();
        return tables;
    }

    private static bool Says(SourceCell cell) => cell.Text.Text.Length > 0 || cell.Raw is not null;

    private TableCell Place(SetTable table, SourceCell cell, int row)
    {
        var span = Math.Clamp(cell.RowSpan, 1, _rows.Count - row);
        var box = new Box(table.Left(cell.Column), _rows[row].Top, table.Left(cell.Column + cell.ColumnSpan), _rows[row + span - 1].Bottom);
        return new TableCell(
            row, cell.Column, cell.Text.Text, box, cell.IsHeader, span, cell.ColumnSpan, Confidence: null, cell.Address, cell.Raw);
    }
}
