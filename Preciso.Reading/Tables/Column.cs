namespace Preciso.Reading.Tables;

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
