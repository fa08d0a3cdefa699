namespace Preciso.Reading.Tables;

/// <summary>
/// The columns that the cells of lines fall into. The narrowest cells come first and make columns; a wide one joins columns that
/// never stand side by side, and is a spanning cell over columns that do.
/// </summary>
internal sealed class Columns
{
    private readonly List<Column> _columns = [];
    private readonly double _em;

    private Columns(double em) => _em = em;

    public IReadOnlyList<Column> All => _columns;

    public int Count => _columns.Count;

    public Column this[int i] => _columns[i];

    public static Columns Find(IReadOnlyList<TableLine> lines, double em)
    {
        var columns = new Columns(em);
        var bridges = new List<Segment>();
        var segments = lines.SelectMany((line, number) => line.Segments.Select(segment => (segment, number)));
        foreach (var (segment, line) in segments.OrderBy(item => item.segment.Box.Width))
        {
            columns.Place(segment, line, bridges);
        }
        columns._columns.Sort((a, b) => a.X0.CompareTo(b.X0));
        columns.JoinTorn(bridges);
        return columns;
    }

    /// <summary>The columns that a cell stands in, the nearest if it stands in none.</summary>
    public (int First, int Last) Range(Segment segment)
    {
        var first = _columns.FindIndex(column => Meets(segment, column));
        if (first >= 0)
        {
            return (first, _columns.FindLastIndex(column => Meets(segment, column)));
        }
        var nearest = Enumerable.Range(0, Count).MinBy(i => Math.Abs(_columns[i].Center - segment.Center) - (_columns[i].Width / 2));
        return (nearest, nearest);
    }

    public bool Meets(Segment segment, Column column) =>
        segment.Overlap(column.X0, column.X1) > Math.Min(0.25 * _em, 0.5 * Math.Min(segment.Box.Width, column.Width));

    /// <summary>A column that has a head and no cell beneath it.</summary>
    public void AddEmpty(Segment head)
    {
        _columns.Add(new Column(head.Box.X0, head.Box.X1));
        _columns.Sort((a, b) => a.X0.CompareTo(b.X0));
    }

    private void Place(Segment segment, int line, List<Segment> bridges)
    {
        var met = _columns.FindAll(column => Meets(segment, column));
        if (met.Exists(one => met.Exists(other => one != other && one.Lines.Overlaps(other.Lines))))
        {
            bridges.Add(segment);
            return;
        }
        if (met is [var taken] && taken.Lines.Contains(line) && taken.GiveWay(segment) is { } reaching)
        {
            bridges.AddRange(reaching);
            met.Clear();
        }
        var column = met.FirstOrDefault() ?? new Column(segment.Box.X0, segment.Box.X1);
        column.Take(segment, line);
        foreach (var other in met.Skip(1))
        {
            column.Take(other);
            _columns.Remove(other);
        }
        if (met.Count == 0)
        {
            _columns.Add(column);
        }
    }

    /// <summary>A column of text that a wide space tore in two on a line or so is whole on all the others.</summary>
    private void JoinTorn(List<Segment> bridges)
    {
        for (var i = _columns.Count - 1; i > 0; i--)
        {
            var (left, right) = (_columns[i - 1], _columns[i]);
            var over = bridges.Count(segment => Meets(segment, left) && Meets(segment, right));
            var together = left.Lines.Count(right.Lines.Contains);
            if (over >= 3 && over > 3 * together)
            {
                left.Take(right);
                _columns.RemoveAt(i);
            }
        }
    }
}
