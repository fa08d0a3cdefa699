namespace Preciso.Reading.Sheets;

/// <summary>
/// Rows and columns that the file hides: what stands there is no evidence and makes no facts. The others move together, as on the screen.
/// </summary>
/// <param name="rows">Ascending.</param>
/// <param name="columns">From and to, ascending and apart.</param>
/// <param name="hasUnseen">Some cells are printed in the colour of the paper.</param>
internal sealed class HiddenCells(IReadOnlyList<int> rows, IReadOnlyList<(int From, int To)> columns, bool hasUnseen = false)
{
    /// <summary>Of those that are kept to be shown as hidden.</summary>
    private const int MostRows = 20_000;

    private readonly List<int> _rows = [.. rows];

    public static HiddenCells None { get; } = new([], []);

    public bool IsNone => _rows.Count == 0 && columns.Count == 0 && !hasUnseen;

    private enum Fate
    {
        Stays,
        Moves,
        Goes,
    }

    private bool IsHidden(int row, SheetCell cell) => cell.IsUnseen || IsRow(row) || IsColumn(cell.Column);

    /// <summary>The sheet without them.</summary>
    /// <param name="rest">Takes what is left out, as the rows are read.</param>
    public Sheet Seen(Sheet sheet, List<SheetRow> rest) => IsNone ? sheet : sheet with
    {
        Merges = [.. sheet.Merges.Select(Move).OfType<Merge>()],
        Rows = SeenRows(sheet, rest),
    };

    private IEnumerable<SheetRow> SeenRows(Sheet sheet, List<SheetRow> rest)
    {
        var moved = Moved(sheet);
        var waiting = new List<(int Row, SheetCell Cell)>();
        foreach (var row in sheet.Rows)
        {
            var apart = row.Cells.ToLookup(cell => !IsHidden(row.Row, cell) ? Fate.Stays
                : !cell.IsUnseen && moved.ContainsKey((row.Row, cell.Column)) ? Fate.Moves : Fate.Goes);
            waiting.AddRange(apart[Fate.Moves].Select(cell => (cell, To: moved[(row.Row, cell.Column)]))
                .Select(each => (each.To.Row, Place(row.Row, each.cell, each.To.Column))));
            if (apart.Contains(Fate.Goes) && rest.Count < MostRows)
            {
                rest.Add(new SheetRow(row.Row, [.. apart[Fate.Goes]]));
            }
            if (IsRow(row.Row))
            {
                continue;
            }
            var at = Row(row.Row);
            var arrived = waiting.Where(each => each.Row <= at).Select(each => each.Cell).ToList();
            waiting.RemoveAll(each => each.Row <= at);
            var cells = apart[Fate.Stays].Select(cell => Place(row.Row, cell, Column(cell.Column))).Concat(arrived)
                .OrderBy(cell => cell.Column).ToList();
            if (cells.Count > 0)
            {
                yield return new SheetRow(at, cells);
            }
        }
    }

    private static SheetCell Place(int row, SheetCell cell, int column) =>
        cell with { Column = column, Address = CellAddress.Format(row, cell.Column) };

    /// <summary>Merged cells that begin where nothing is seen and go on to where it is: their text is seen there.</summary>
    private Dictionary<(int Row, int Column), (int Row, int Column)> Moved(Sheet sheet) => sheet.Merges
        .Where(merge => IsRow(merge.Top) || IsColumn(merge.Left))
        .Select(merge => (From: (merge.Top, merge.Left), To: Move(merge))).Where(pair => pair.To is not null)
        .GroupBy(pair => pair.From).ToDictionary(group => group.Key, group => (group.First().To!.Value.Top, group.First().To!.Value.Left));

    private Merge? Move(Merge merge)
    {
        var (top, bottom) = (Row(merge.Top), Row(merge.Bottom + 1) - 1);
        var (left, right) = (Column(merge.Left), Column(merge.Right + 1) - 1);
        return top <= bottom && left <= right ? new Merge(top, left, bottom, right) : null;
    }

    private bool IsRow(int row) => _rows.BinarySearch(row) >= 0;

    private bool IsColumn(int column) => columns.Any(range => range.From <= column && column <= range.To);

    /// <summary>Where a row comes to stand; of a hidden one, where the next does.</summary>
    private int Row(int row)
    {
        var before = _rows.BinarySearch(row);
        return row - (before < 0 ? ~before : before);
    }

    private int Column(int column) => column - columns.Sum(range => Math.Max(0, Math.Min(range.To + 1, column) - range.From));
}
