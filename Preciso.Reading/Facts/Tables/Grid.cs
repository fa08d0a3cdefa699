using Preciso.Documents;
using Preciso.Reading.Facts.Numbers;

namespace Preciso.Reading.Facts.Tables;

/// <summary>A table by its rows.</summary>
internal sealed class Grid
{
    private Grid(PageTable table, IReadOnlyList<GridRow> rows, bool areHeadsTaken) =>
        (Table, Rows, AreHeadsTaken) = (table, rows, areHeadsTaken);

    public PageTable Table { get; }

    public IReadOnlyList<GridRow> Rows { get; }

    /// <summary>The first row and the first column were taken for heads and labels though they may be numbers.</summary>
    public bool AreHeadsTaken { get; }

    public bool HasFigures => Rows.Any(row => row.HasAmounts);

    /// <param name="print">How its numbers are printed.</param>
    public static Grid From(PageTable table, TablePrint print, bool takeHeads = false)
    {
        var cells = table.Cells
            .Select(cell => takeHeads && (cell.Row == 0 || cell.Column == 0) ? GridCell.Head(cell) : GridCell.From(cell, print)).ToList();
        var yearsAreNumbers = YearsAreNumbers(cells);
        var rows = new SortedDictionary<int, List<GridCell>>();
        foreach (var cell in cells.Select(
            cell => yearsAreNumbers && cell is { Kind: CellKind.Year, Cell: { IsHeader: false, Column: > 0 } }
                ? cell with { Kind = CellKind.Amounts }
                : cell))
        {
            // A number is only in its first row; a label speaks for every row that it reaches.
            var span = cell.Kind == CellKind.Words ? Math.Max(1, cell.Cell.RowSpan) : 1;
            for (var row = cell.Cell.Row; row < cell.Cell.Row + span && row < table.Rows; row++)
            {
                if (!rows.TryGetValue(row, out var list))
                {
                    rows[row] = list = [];
                }

                list.Add(cell);
            }
        }

        GridRow[] read = [.. rows.Select(row => new GridRow(row.Key, WithMarks([.. row.Value.OrderBy(cell => cell.Cell.Column)])))];

        // On a printed page the label of a group may stand at its middle: what is above is not what it is under.
        return new Grid(table, print.IsByStructure ? GroupLabels.Carry(read) : read, takeHeads);
    }

    /// <summary>A currency's sign before a number, or a percent sign after it, may stand in a cell of its own.</summary>
    private static List<GridCell> WithMarks(List<GridCell> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Kind != CellKind.Mark)
            {
                continue;
            }

            if (cells[i].Text.Contains('%', StringComparison.Ordinal))
            {
                Change(i - 1, amount => amount with { Unit = "%", Scale = 0.01m, ScalePrinted = "%" });
            }
            else if (Currencies.FromSign(cells[i].Text.Trim(' ', '(')) is { } currency)
            {
                Change(i + 1, amount => amount with { Currency = amount.Currency ?? currency });
            }
        }

        return cells;

        void Change(int i, Func<Amount, Amount> change)
        {
            if (i >= 0 && i < cells.Count && cells[i].Kind == CellKind.Amounts)
            {
                cells[i] = cells[i] with { Amounts = [.. cells[i].Amounts.Select(change)] };
            }
        }
    }

    /// <summary>Where a table prints thousands without separators and nowhere with them, 1950 may be an amount.</summary>
    private static bool YearsAreNumbers(List<GridCell> cells)
    {
        var amounts = cells.Where(cell => cell.Kind == CellKind.Amounts).SelectMany(cell => cell.Amounts).ToList();
        return amounts.Exists(amount => amount.IsPlain && amount.Value >= 1_000)
            && !amounts.Exists(amount => amount.Printed.Contains(',', StringComparison.Ordinal));
    }
}
