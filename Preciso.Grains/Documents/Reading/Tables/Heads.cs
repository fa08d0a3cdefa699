using Preciso.Documents;

namespace Preciso.Grains.Documents.Reading.Tables;

/// <summary>
/// The heads of columns. Lines over one and the same columns are one head; a head over several columns stands in a row above
/// those of the single columns.
/// </summary>
internal sealed class Heads(Columns columns, double em)
{
    private readonly List<Head> _heads = [];

    public int Rows => _heads.Count == 0 ? 0 : _heads.Max(head => head.Level) + 1;

    public static Heads Of(IReadOnlyList<TableLine> lines, Columns columns, double em)
    {
        var heads = new Heads(columns, em);
        for (var i = 0; i < lines.Count; i++)
        {
            var below = lines.Skip(i + 1).SelectMany(line => line.Segments).Select(columns.Range).ToList();
            heads.Add(lines[i], below);
        }
        return heads;
    }

    public IEnumerable<TableCell> ToCells()
    {
        var rows = Rows;
        foreach (var head in _heads)
        {
            var beneath = _heads.Where(other => other.Level > head.Level && other.First <= head.Last && other.Last >= head.First);
            var end = beneath.Select(other => other.Level).DefaultIfEmpty(rows).Min();
            yield return Cells.Make(head.Level, head.First, head.Segments, isHeader: true, end - head.Level, head.Last - head.First + 1);
        }
    }

    private void Add(TableLine line, List<(int First, int Last)> below)
    {
        for (var i = 0; i < line.Segments.Count; i++)
        {
            var from = i == 0 ? double.MinValue : line.Segments[i - 1].Box.X1;
            var to = i == line.Segments.Count - 1 ? double.MaxValue : line.Segments[i + 1].Box.X0;
            var (first, last) = Fit(line.Segments[i], from, to, below);
            Add(line.Segments[i], first, last);
        }
    }

    private void Add(Segment segment, int first, int last)
    {
        var above = _heads.Where(head => head.First <= last && head.Last >= first).ToList();
        var lowest = above.MaxBy(head => head.Level);
        if (lowest is not null && lowest.First == first && lowest.Last == last)
        {
            lowest.Segments.Add(segment);
        }
        else
        {
            _heads.Add(new Head(first, last, lowest is null ? 0 : lowest.Level + 1, [segment]));
        }
    }

    /// <summary>The run of columns in whose middle, or at whose edge, the head stands best.</summary>
    private (int First, int Last) Fit(Segment segment, double from, double to, List<(int First, int Last)> below)
    {
        var (must0, must1) = Forced(segment);
        var best = (First: must0, Last: must1, Error: double.MaxValue);
        for (var first = must0; first >= 0 && columns[first].Center > from; first--)
        {
            for (var last = must1; last < columns.Count && columns[last].Center < to; last++)
            {
                var error = Error(segment, first, last, below);
                best = error < best.Error ? (first, last, error) : best;
            }
        }
        return (best.First, best.Last);
    }

    /// <summary>A head covers each column of which it covers half, and at least the one in which it stands most.</summary>
    private (int First, int Last) Forced(Segment segment)
    {
        var covered = Enumerable.Range(0, columns.Count)
            .Where(i => segment.Overlap(columns[i].X0, columns[i].X1) > 0.5 * columns[i].Width).ToList();
        if (covered.Count > 0)
        {
            return (covered[0], covered[^1]);
        }
        var most = Enumerable.Range(0, columns.Count).MaxBy(i => segment.Overlap(columns[i].X0, columns[i].X1));
        return (most, most);
    }

    private double Error(Segment segment, int first, int last, List<(int First, int Last)> below)
    {
        var (x0, x1) = (columns[first].X0, columns[last].X1);
        var middle = Math.Abs(segment.Center - ((x0 + x1) / 2));
        if (first == last)
        {
            return Math.Min(middle, Math.Min(Math.Abs(segment.Box.X0 - x0), Math.Abs(segment.Box.X1 - x1)));
        }
        var heads = Enumerable.Range(first, last - first + 1).Count(i => below.Exists(range => range == (i, i)));
        var isGroup = heads == last - first + 1
            && (segment.IsPeriod || segment.Box.Width > columns.All.Skip(first).Take(heads).Max(column => column.Width));
        return middle + (isGroup && middle < 0.5 * em ? -0.2 * em * heads : heads > 0 ? 0.4 * em : 2 * em);
    }

    private sealed record Head(int First, int Last, int Level, List<Segment> Segments);
}
