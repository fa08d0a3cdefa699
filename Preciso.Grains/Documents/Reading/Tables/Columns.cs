namespace Preciso.Grains.Documents.Reading.Tables;

/// <summary>One column: from where to where its cells reach, and the lines on which it has one.</summary>
internal sealed class Column(double x0, double x1)
{
    private readonly List<(Segment Segment, int Line)> _cells = [];

    public double X0 { get; private set; } = x0;

    public double X1 { get; private set; } = x1;

    public double Width => X1 - X0;

    public double Center => (X0 + X1) / 2;

    public HashSet<int> Lines { get; } = [];

    public IEnumerable<Segment> Segments => _cells.Select(cell => cell.Segment);

    /// <summary>Most of its cells are figures.</summary>
    public bool HoldsFigures => Segments.Count(segment => segment.IsValue) * 2 > _cells.Count;

    public void Take(Segment segment, int line)
    {
        (X0, X1) = (Math.Min(X0, segment.Box.X0), Math.Max(X1, segment.Box.X1));
        Lines.Add(line);
        _cells.Add((segment, line));
    }

    public void Take(Column other)
    {
        foreach (var (segment, line) in other._cells)
        {
            Take(segment, line);
        }
    }

    /// <summary>Gives up the cells that reach into the place of another; null, and nothing done, if those are most of its cells.</summary>
    public List<Segment>? GiveWay(Segment other)
    {
        var reaching = _cells.FindAll(cell => cell.Segment.Overlap(other.Box.X0, other.Box.X1) > 0);
        if (reaching.Count * 2 > _cells.Count)
        {
            return null;
        }
        _cells.RemoveAll(reaching.Contains);
        (X0, X1) = (Segments.Min(segment => segment.Box.X0), Segments.Max(segment => segment.Box.X1));
        Lines.ExceptWith(reaching.Select(cell => cell.Line));
        return reaching.ConvertAll(cell => cell.Segment);
    }

    /// <summary>How many cells stand in line at the right, at the left or in the middle; the best of the three.</summary>
    public double Alignment(double em) => _cells.Count == 0 ? 0 : new[]
    {
        Aligned(segment => segment.Box.X1, em), Aligned(segment => segment.Box.X0, em), Aligned(segment => segment.Center, em),
    }.Max();

    private double Aligned(Func<Segment, double> side, double em)
    {
        var sides = Segments.Select(side).Order().ToList();
        var middle = sides[sides.Count / 2];
        return sides.Count(x => Math.Abs(x - middle) <= 0.9 * em) / (double)sides.Count;
    }
}

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

    public static Columns Of(IReadOnlyList<TableLine> lines, double em)
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
