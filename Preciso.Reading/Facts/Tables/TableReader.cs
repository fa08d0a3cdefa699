using Preciso.Reading.Facts.Periods;
using Preciso.Reading.Facts.Units;

namespace Preciso.Reading.Facts.Tables;

/// <summary>Tells the rows of heads, of titles and of numbers apart, from the top of a table down.</summary>
/// <param name="carried">The heads of the table that this one goes on with.</param>
internal sealed class TableReader(Grid grid, TableContext context, ColumnHeads? carried = null)
{
    private const int LongestHead = 40;

    private readonly bool _headsAreMarked = grid.Table.Cells.Any(cell => cell.IsHeader && cell.Column > 0);
    private bool _seenNumbers;
    private bool _lastWasHead;
    private readonly HashSet<string> _headTexts = [];

    public ColumnHeads Heads { get; private set; } = carried ?? new ColumnHeads(grid.Table.Columns);

    public Sections Sections { get; } = new(context.Periods);

    /// <summary>
    /// The rows with numbers; <see cref="Heads"/> and <see cref="Sections"/> are those that each row stands under while it is handed out.
    /// </summary>
    public IEnumerable<GridRow> NumberRows()
    {
        foreach (var row in grid.Rows)
        {
            if (IsHead(row))
            {
                TakeHead(row);
            }
            else if (row.HasAmounts)
            {
                (_seenNumbers, _lastWasHead) = (true, false);
                yield return row;
            }
            else
            {
                _lastWasHead = false;
                Sections.Enter(row);
            }
        }
    }

    private void TakeHead(GridRow row)
    {
        // Heads amid the rows begin anew; those at the top of a continued table replace the heads that it would have gone on with.
        if (!_lastWasHead)
        {
            Heads = new ColumnHeads(grid.Table.Columns);
        }

        _lastWasHead = true;
        _headTexts.Add(row.Text);
        Heads.Add(row);
    }

    private bool IsHead(GridRow row)
    {
        var beyond = row.Cells.Where(cell => cell.Cell.Column > 0 && cell.Kind is not (CellKind.Nil or CellKind.Mark)).ToList();
        if (beyond.Count == 0)
        {
            return !_seenNumbers && (_lastWasHead || Heads.IsEmpty) && row.Cells.Any(IsOverLabels);
        }

        var isMarked = beyond.TrueForAll(cell => cell.Cell.IsHeader);
        if (isMarked || row.HasAmounts)
        {
            return isMarked;
        }

        return beyond.TrueForAll(IsPeriod) || _headTexts.Contains(row.Text) || (beyond.Count > 1 && beyond.TrueForAll(NamesPeriod))
            || (!_seenNumbers && !_headsAreMarked && (beyond.Count > 1 || IsBeforeNumbers(row)));
    }

    /// <summary>A label and one word are a head only right over the numbers; further up they are a line of a form.</summary>
    private bool IsBeforeNumbers(GridRow row) => row == grid.Rows[0] && grid.Rows.Count > 1 && grid.Rows[1].HasAmounts;

    /// <summary>"2024년 예산" beside "2024년 실적".</summary>
    private static bool NamesPeriod(GridCell cell) =>
        cell.Kind == CellKind.Year || (cell.Text.Length <= LongestHead && PeriodText.Parse(cell.Text).HasYear);

    private static bool IsPeriod(GridCell cell) =>
        cell.Kind == CellKind.Year || PeriodText.Parse(cell.Text) is { IsEmpty: false, Rest.Length: 0 };

    /// <summary>A unit, or a date without its year, over the labels; anything else there is the title of the rows beneath.</summary>
    private static bool IsOverLabels(GridCell cell) =>
        cell.Cell.ColumnSpan > 1 || UnitReader.Read(cell.Text) is not null
            || PeriodText.Parse(cell.Text) is { IsEmpty: false, HasYear: false };
}
