using Preciso.Reading.Facts.Units;

namespace Preciso.Reading.Facts.Tables;

/// <summary>What stands over the columns of a table, in one or several rows.</summary>
internal sealed class ColumnHeads(int columns)
{
    private const int MostBeside = 64;

    private readonly List<GridCell> _cells = [];
    private readonly Dictionary<int, List<GridCell>> _byColumn = [];
    private readonly HashSet<int> _references = [];
    private readonly HashSet<int> _units = [];
    private string? _stub;

    public bool IsEmpty => _cells.Count == 0;

    public int Columns => columns;

    /// <summary>What stands over the labels.</summary>
    public string Stub =>
        _stub ??= string.Join(' ', _cells.Where(cell => cell.Cell.Column == 0 && !IsOverAll(cell)).Select(cell => cell.Text));

    public void Add(GridRow row)
    {
        foreach (var cell in row.Cells.Where(cell => cell.Kind is not CellKind.Nil && cell.Cell.Row == row.Index))
        {
            _cells.Add(cell);
            _stub = null;
            ArePartsOfWhole |= cell.Cell.Column > 0 && !IsOverAll(cell) && HeadWords.IsConsolidation(cell.Text);
            var last = Math.Min(columns, cell.Cell.Column + Math.Max(1, cell.Cell.ColumnSpan));
            for (var column = cell.Cell.Column; column < last; column++)
            {
                if (HeadWords.IsReference(cell.Text, column))
                {
                    _references.Add(column);
                }
                else if (column > 0 && HeadWords.IsUnit(cell.Text))
                {
                    _units.Add(column);
                }

                (_byColumn.TryGetValue(column, out var over) ? over : _byColumn[column] = []).Add(cell);
            }
        }
    }

    /// <summary>A column of notes' or items' numbers.</summary>
    public bool IsReference(int column) => _references.Contains(column);

    /// <summary>A column that says something of its rows and has no numbers of its own.</summary>
    public bool IsBeside(int column) => _references.Contains(column) || _units.Contains(column);

    /// <summary>What the row says in a column of units (단위, UoM), if there is one.</summary>
    public UnitHint? UnitBeside(GridRow row) => _units.Count == 0 ? null : row.Cells
        .Where(cell => _units.Contains(cell.Cell.Column)).Select(cell => UnitReader.OfUnitCell(cell.Text))
        .FirstOrDefault(hint => hint is not null);

    /// <summary>The heads over a column, from the top down.</summary>
    public IReadOnlyList<GridCell> Over(int column) => _byColumn.TryGetValue(column, out var over) ? over : [];

    /// <summary>It stands over every column and parts none from another.</summary>
    public bool IsOverAll(GridCell head) =>
        head.Cell.Column <= 1 && head.Cell.ColumnSpan > 1 && head.Cell.Column + head.Cell.ColumnSpan >= columns;

    /// <summary>The columns are the parts of one whole (segments and their eliminations), each with the numbers of its own.</summary>
    public bool ArePartsOfWhole { get; private set; }

    /// <summary>
    /// Heads of other columns, the nearest first: one that stands over the middle of several may have been given to one of them.
    /// </summary>
    public IEnumerable<string> Beside(GridCell cell) => _cells
        .Take(MostBeside)
        .Where(head => head.Cell.Column > 0 && !head.Covers(cell.Cell.Column))
        .OrderBy(head => Math.Abs(head.Cell.Box.X0 + head.Cell.Box.X1 - cell.Cell.Box.X0 - cell.Cell.Box.X1))
        .Select(head => head.Text);
}
