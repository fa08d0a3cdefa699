using Preciso.Documents;
using Preciso.Reading.Ocr;

namespace Preciso.Reading.Tables;

/// <summary>
/// A label that is printed once for several rows, beside the labels of those rows: at the first of them, in their middle or at the last.
/// It becomes a cell over all of them. Where the page does not show how far it reaches, it stays where it is printed.
/// </summary>
internal sealed class SpanningLabels
{
    /// <summary>In distances of rows: how far the middle of a group may be from where its label stands.</summary>
    private const double OffMiddle = 0.3;

    private readonly List<TableCell> _cells;
    private readonly int _column;
    private readonly IReadOnlyList<Box> _rules;

    private SpanningLabels(List<TableCell> cells, int column, IReadOnlyList<Box> rules) =>
        (_cells, _column, _rules) = (cells, column, rules);

    public static List<TableCell> Spread(List<TableCell> cells, int heads, int rows, Columns columns, Rulings rulings)
    {
        var labels = columns.All.TakeWhile(column => !column.HoldsFigures).Count();
        for (var column = 0; column < labels - 1; column++)
        {
            new SpanningLabels(cells, column, rulings.Horizontal).Spread(heads, rows, labels);
        }
        return [.. cells.OrderBy(cell => cell.Row).ThenBy(cell => cell.Column)];
    }

    private void Spread(int heads, int rows, int labels)
    {
        var run = new List<Row>();
        for (var row = heads; row <= rows; row++)
        {
            var inner = _cells.Find(cell => cell.Row == row && cell.Column > _column && cell.Column < labels);
            var own = _cells.Find(cell => cell.Row == row && cell.Column == _column);
            if (row < rows && inner is not null && own is not { ColumnSpan: > 1 })
            {
                run.Add(new Row(row, own, inner));
                continue;
            }
            SpreadRun(run);
            run.Clear();
        }
    }

    private void SpreadRun(List<Row> run)
    {
        var labelled = run.Count(row => row.Label is not null);
        if (labelled == 0 || labelled == run.Count)
        {
            return;
        }
        foreach (var group in Ruled(run) ?? Told(run) ?? [])
        {
            var label = group.Find(row => row.Label is not null)!.Label!;
            _cells[_cells.IndexOf(label)] = label with { Row = group[0].Index, RowSpan = group.Count };
        }
    }

    /// <summary>Null where two ways are as likely.</summary>
    private static List<List<Row>>? Told(List<Row> run)
    {
        var middle = Middle(run);
        if (run[0].Label is not null)
        {
            var first = First(run);
            return middle is not null && IsSensible(middle) && !IsSensible(first) ? middle : first;
        }
        var last = run[^1].Label is null ? null : Last(run);
        return last is null ? middle
            : middle is null ? last
            : (IsSensible(middle), IsSensible(last)) switch { (true, false) => middle, (false, true) => last, _ => null };
    }

    /// <summary>No label of a row stands twice in one group.</summary>
    private static bool IsSensible(List<List<Row>> groups) =>
        groups.TrueForAll(group => group.DistinctBy(row => row.Inner.Text).Count() == group.Count);

    private static List<List<Row>> First(List<Row> run)
    {
        var groups = new List<List<Row>>();
        foreach (var row in run)
        {
            if (row.Label is not null)
            {
                groups.Add([]);
            }
            groups[^1].Add(row);
        }
        return groups;
    }

    private static List<List<Row>> Last(List<Row> run)
    {
        var groups = First([.. run.AsEnumerable().Reverse()]);
        groups.ForEach(group => group.Reverse());
        return groups;
    }

    /// <summary>Each label as far above the end of its group as below its beginning.</summary>
    private static List<List<Row>>? Middle(List<Row> run)
    {
        var pitch = run.Zip(run.Skip(1), (a, b) => b.Y - a.Y).DefaultIfEmpty(0).Min();
        var groups = new List<List<Row>>();
        for (var start = 0; start < run.Count;)
        {
            var at = run.FindIndex(start, row => row.Label is not null);
            if (at < 0)
            {
                return null;
            }
            var end = (2 * Centre(run[at].Label!.Box)) - run[start].Y;
            var last = Enumerable.Range(at, run.Count - at).MinBy(i => Math.Abs(run[i].Y - end));
            if (Math.Abs(run[last].Y - end) > 2 * OffMiddle * pitch || run.Skip(at + 1).Take(last - at).Any(row => row.Label is not null))
            {
                return null;
            }
            groups.Add(run.GetRange(start, last - start + 1));
            start = last + 1;
        }
        return groups;
    }

    /// <summary>Between lines that are drawn under the label's column too.</summary>
    private List<List<Row>>? Ruled(List<Row> run)
    {
        var column = Box.Around(run.Where(row => row.Label is not null).Select(row => row.Label!.Box));
        var inner = Box.Around(run.Select(row => row.Inner.Box));
        var across = _rules.Where(rule => rule.X0 <= (column.X0 + column.X1) / 2 && rule.X1 >= inner.X0).Select(rule => rule.Y0).ToList();
        var groups = run.GroupBy(row => across.Count(y => y < row.Y)).Select(group => group.ToList()).ToList();
        return groups.Count > 1 && groups.TrueForAll(group => group.Count(row => row.Label is not null) == 1) ? groups : null;
    }

    private static double Centre(Box box) => (box.Y0 + box.Y1) / 2;

    private sealed record Row(int Index, TableCell? Label, TableCell Inner)
    {
        public double Y { get; } = Centre(Inner.Box);
    }
}
