using Preciso.Documents;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>The path that is being drawn, in points from the page's top left; curves are corners.</summary>
internal sealed class InkPath
{
    /// <summary>A drawing of more is art, whose surface nobody prints text on to hide it.</summary>
    private const int MostSpots = 400;
    private const int Chords = 4;

    private List<List<Spot>> _outlines = [];
    private int _count;

    public IReadOnlyList<IReadOnlyList<Spot>> Outlines => _outlines;

    public bool IsSimple => _count <= MostSpots;

    public Box? Box { get; private set; }

    public void Move(Spot spot)
    {
        _outlines.Add([]);
        Add(spot);
    }

    public void Line(Spot spot) => Add(spot);

    public void Curve(Spot one, Spot two, Spot end)
    {
        if (_outlines is [.., [.., var start]])
        {
            for (var i = 1; i <= Chords; i++)
            {
                var (t, u) = (i / (double)Chords, 1 - (i / (double)Chords));
                Add(new Spot(At(start.X, one.X, two.X, end.X), At(start.Y, one.Y, two.Y, end.Y)));

                double At(double a, double b, double c, double d) =>
                    (u * u * u * a) + (3 * u * u * t * b) + (3 * u * t * t * c) + (t * t * t * d);
            }
        }
    }

    public void Close()
    {
        if (_outlines is [.., [var first, _, ..]])
        {
            Add(first);
        }
    }

    public void Clear() => (_outlines, _count, Box) = ([], 0, null);

    public IEnumerable<(Spot From, Spot To)> Lines() => _outlines.SelectMany(outline => outline.Zip(outline.Skip(1)));

    /// <summary>What a straight line of that width covers.</summary>
    public static (Box Box, Spot[] Outline) Stroke(Spot from, Spot to, double width)
    {
        var half = width / 2;
        var length = Math.Max(0.01, from.DistanceTo(to));
        var (x, y) = ((to.Y - from.Y) / length * half, (from.X - to.X) / length * half);
        var box = from.BoxTo(to);
        return (new Box(box.X0 - half, box.Y0 - half, box.X1 + half, box.Y1 + half),
            [new(from.X + x, from.Y + y), new(to.X + x, to.Y + y), new(to.X - x, to.Y - y), new(from.X - x, from.Y - y)]);
    }

    private void Add(Spot spot)
    {
        if (!double.IsFinite(spot.X) || !double.IsFinite(spot.Y))
        {
            return;
        }
        var at = new Box(spot.X, spot.Y, spot.X, spot.Y);
        Box = Box?.Union(at) ?? at;
        _count++;
        if (IsSimple && _outlines.Count > 0)
        {
            _outlines[^1].Add(spot);
        }
    }
}
