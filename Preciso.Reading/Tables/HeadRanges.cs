using Preciso.Documents;
using Preciso.Reading.Chunking;

namespace Preciso.Reading.Tables;

/// <summary>
/// Over which columns each head stands. The lowest line comes first: what stands over a column makes it as wide as it is, and
/// the lines above are measured against that.
/// </summary>
internal sealed class HeadRanges
{
    private readonly (double X0, double X1)[] _extents;
    private readonly (double X0, double X1)?[] _heads;
    private readonly double _em;

    private HeadRanges(Columns columns, double em)
    {
        _extents = [.. columns.All.Select(column => (column.X0, column.X1))];
        (_heads, _em) = (new (double, double)?[columns.Count], em);
    }

    /// <summary>For each line the first and the last column of each of its heads.</summary>
    public static List<List<(int First, int Last)>> Find(IReadOnlyList<TableLine> lines, Columns columns, double em)
    {
        var ranges = new HeadRanges(columns, em);
        var found = Enumerable.Range(0, lines.Count).Reverse()
            .Select(i => ranges.OfLine(lines[i], lines.Skip(i + 1).FirstOrDefault(ranges.IsOverFigures))).ToList();
        found.Reverse();
        return found;
    }

    /// <summary>More than the head of the labels, which may stand halfway down the others.</summary>
    private bool IsOverFigures(TableLine line) => line.Segments.Count(segment => MostCovered(segment).First > 0) > 1;

    private List<(int First, int Last)> OfLine(TableLine line, TableLine? below)
    {
        // A head of several lines is set closer than one row of heads stands over another.
        var pitch = below is null ? 0 : (below.Baseline - line.Baseline) / _em;
        var ranges = new List<(int First, int Last)>();
        for (var i = 0; i < line.Segments.Count; i++)
        {
            var from = i == 0 ? 0 : Math.Min(ranges[^1].Last + 1, _extents.Length - 1);
            var next = i + 1 < line.Segments.Count ? MostCovered(line.Segments[i + 1]).First : _extents.Length;
            var isLone = line.Segments.Count(segment => MostCovered(segment).First > 0) == 1;
            var mayBeGroup = pitch > 1.5 || (pitch > 0.95 && isLone && IsPeriod(line.Segments[i]));
            ranges.Add(Fit(line.Segments[i], from, Math.Max(from, next - 1), mayBeGroup));
        }
        for (var i = 0; i < ranges.Count; i++)
        {
            Widen(line.Segments[i], ranges[i]);
        }
        return ranges;
    }

    private static bool IsPeriod(Segment head) =>
        head.IsPeriod || Figures.IsColumnHead(head.Text) || head.Text.EndsWith("Year", StringComparison.OrdinalIgnoreCase)
            || head.Text.EndsWith("Period", StringComparison.OrdinalIgnoreCase);

    private void Widen(Segment head, (int First, int Last) range)
    {
        if (range.First == range.Last)
        {
            _extents[range.First] = Union(_extents[range.First], head.Box);
            _heads[range.First] = Union(_heads[range.First] ?? (head.Box.X0, head.Box.X1), head.Box);
        }
    }

    private static (double, double) Union((double X0, double X1) extent, Box box) =>
        (Math.Min(extent.X0, box.X0), Math.Max(extent.X1, box.X1));

    /// <summary>
    /// The run of columns in whose middle, or at whose edge, the head stands best; none left of one or right of the other.
    /// </summary>
    private (int First, int Last) Fit(Segment head, int from, int to, bool mayBeGroup)
    {
        var covered = MostCovered(head);
        var (must0, must1) = (Math.Clamp(covered.First, from, to), Math.Clamp(covered.Last, from, to));
        var best = (First: must0, Last: must1, Error: double.MaxValue);
        for (var first = must0; first >= from; first--)
        {
            for (var last = must1; last <= to; last++)
            {
                var error = Error(head, first, last, mayBeGroup);
                best = error < best.Error ? (first, last, error) : best;
            }
        }
        return (best.First, best.Last);
    }

    /// <summary>A head covers each column of which it covers half, and at least the one that it meets most or is nearest to.</summary>
    private (int First, int Last) MostCovered(Segment head)
    {
        var (first, last) = (-1, -1);
        for (var i = 0; i < _extents.Length; i++)
        {
            if (head.Overlap(_extents[i].X0, _extents[i].X1) > 0.5 * (_extents[i].X1 - _extents[i].X0))
            {
                (first, last) = (first < 0 ? i : first, i);
            }
        }
        var most = first >= 0 ? 0 : Enumerable.Range(0, _extents.Length).MaxBy(i => head.Overlap(_extents[i].X0, _extents[i].X1));
        return first >= 0 ? (first, last) : (most, most);
    }

    private double Error(Segment head, int first, int last, bool mayBeGroup)
    {
        var (x0, x1) = (_extents[first].X0, _extents[last].X1);
        var middle = Math.Abs(head.Center - ((x0 + x1) / 2));
        if (_heads[first] is var (a, b) && _heads[last] is var (c, d))
        {
            middle = Math.Min(middle, Math.Abs(head.Center - ((a + b + c + d) / 4)));
        }
        if (first == last)
        {
            return Math.Min(middle, Math.Min(Math.Abs(head.Box.X0 - x0), Math.Abs(head.Box.X1 - x1)));
        }
        var columns = Enumerable.Range(first, last - first + 1).ToList();
        var isGroup = (first > 0 || MostCovered(head).First == 0) && columns.TrueForAll(i => _heads[i] is not null) && middle < 0.5 * _em
            && (mayBeGroup || head.IsPeriod || head.Box.Width > 0.5 * (x1 - x0));
        return middle + (isGroup
            ? -0.2 * _em * columns.Count
            : columns.TrueForAll(i => _heads[i] is not null) ? 0.4 * _em : mayBeGroup ? _em : 2 * _em);
    }
}
