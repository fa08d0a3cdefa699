namespace Preciso.Reading.Facts.Tables;

/// <summary>
/// A label that stands once for several rows: in a column of its own with nothing under it, or in a row of its own over rows whose labels
/// come back under the next.
/// </summary>
internal static class GroupLabels
{
    /// <summary>Under a group stand at least so many rows, or its first row may be anything.</summary>
    private const int FewestRows = 2;

    /// <summary>By so much each rounded part may be off.</summary>
    private const decimal Slip = 0.5m;

    /// <summary>A sum so many times what its parts may be off does not come about by chance.</summary>
    private const int Telling = 20;

    /// <summary>The rows with the labels that the source left out because they stand above.</summary>
    public static IReadOnlyList<GridRow> Carry(IReadOnlyList<GridRow> rows)
    {
        var numbers = rows.SelectMany(row => row.Cells).Where(cell => cell.Kind == CellKind.Amounts)
            .Select(cell => cell.Cell.Column).ToList();
        var last = numbers.Count == 0 ? 0 : numbers.Min() - 1;
        return last < 1 ? rows : [.. Carry(rows, last)];
    }

    private static IEnumerable<GridRow> Carry(IReadOnlyList<GridRow> rows, int last)
    {
        var above = new Dictionary<int, GridCell>();
        foreach (var row in rows)
        {
            var labels = row.Cells.Where(cell => cell.Kind == CellKind.Words && cell.Cell.Column <= last).ToList();
            if (!row.HasAmounts || !labels.Exists(cell => cell.Covers(last)))
            {
                above.Clear();
                yield return row;
                continue;
            }

            // Only what stands before the first label of the row was left out.
            var first = labels.Min(cell => cell.Cell.Column);
            var carried = above.Where(label => label.Key < first).Select(label => label.Value).ToList();
            foreach (var label in labels)
            {
                Forget(above, label.Cell.Column);
                if (!label.Covers(last) && !HeadWords.IsTotal(label.Text))
                {
                    above[label.Cell.Column] = label;
                }
            }

            yield return carried.Count == 0
                ? row
                : new GridRow(row.Index, [.. carried.Concat(row.Cells).OrderBy(cell => cell.Cell.Column)]);
        }
    }

    private static void Forget(Dictionary<int, GridCell> above, int from)
    {
        foreach (var column in above.Keys.Where(column => column >= from).ToList())
        {
            above.Remove(column);
        }
    }

    /// <summary>
    /// By its index, the label that a row stands under, for rows whose own labels come back (Asia, pumps, valves, Europe, pumps, valves)
    /// and that the row over them sums up.
    /// </summary>
    public static Dictionary<int, string> Over(IReadOnlyList<GridRow> rows, Func<string, bool> isRepeated)
    {
        var groups = new List<(string Label, GridRow Head, List<GridRow> Rows)>();
        foreach (var row in rows.Where(row => row.HasAmounts))
        {
            var label = row.Label(_ => false);
            if (!isRepeated(label))
            {
                groups.Add((label, row, []));
            }
            else if (groups.Count > 0)
            {
                groups[^1].Rows.Add(row);
            }
        }

        return groups.Where(group => group.Rows.Count >= FewestRows && !HeadWords.IsTotal(group.Label) && IsSum(group.Head, group.Rows))
            .SelectMany(group => group.Rows.Select(row => (row.Index, group.Label))).ToDictionary(row => row.Index, row => row.Label);
    }

    private static bool IsSum(GridRow head, List<GridRow> rows) => head.Cells
        .Where(cell => cell is { Kind: CellKind.Amounts, Amounts: [{ Value: { } value, IsPercent: false }] }
            && Math.Abs(value) > Telling * Slip * rows.Count)
        .Any(cell => Math.Abs(cell.Amounts[0].Value!.Value - rows.Sum(row => Value(row, cell.Cell.Column))) <= Slip * rows.Count);

    private static decimal Value(GridRow row, int column) =>
        row.Cells.FirstOrDefault(cell => cell.Cell.Column == column && cell.Kind == CellKind.Amounts)?.Amounts[0].Value ?? 0;
}
