using Preciso.Documents;

namespace Preciso.Reading.Tables;

/// <summary>
/// The heads of columns. Lines over one and the same columns are one head; a head over several columns stands in a row above
/// those of the single columns.
/// </summary>
internal sealed class Heads
{
    private readonly List<Head> _heads = [];

    public int Rows => _heads.Count == 0 ? 0 : _heads.Max(head => head.Level) + 1;

    public static Heads Find(IReadOnlyList<TableLine> lines, Columns columns, double em)
    {
        var heads = new Heads();
        foreach (var (line, ranges) in lines.Zip(HeadRanges.Find(lines, columns, em)))
        {
            foreach (var (segment, range) in line.Segments.Zip(ranges))
            {
                heads.Add(segment, range.First, range.Last);
            }
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

    private sealed record Head(int First, int Last, int Level, List<Segment> Segments);
}
