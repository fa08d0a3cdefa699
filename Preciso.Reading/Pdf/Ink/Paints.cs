using Preciso.Documents;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>All surfaces of a page, to be asked which lie at a spot.</summary>
internal sealed class Paints(PageSize page)
{
    /// <summary>A map or a chart has more; nobody prints text and hides it there.</summary>
    public const int Most = 5000;

    private const int Side = 24;

    /// <summary>Pictures over so much of a page are a scan, and the text on it is what was recognised there.</summary>
    private const double Scan = 0.5;
    private const double Roomy = 1.6;

    private static readonly List<Paint> None = [];

    private readonly List<Paint>?[] _cells = new List<Paint>?[Side * Side];
    private readonly List<Box> _pictures = [];

    public int Count { get; private set; }

    public bool IsScan => _pictures.Sum(Part) > Scan;

    /// <summary>In parts of the page; null where there is more than is kept.</summary>
    public double? LargestPicture => Count >= Most ? null : _pictures.Select(Part).DefaultIfEmpty().Max();

    public void Add(Paint paint)
    {
        Count++;
        if (paint.IsPicture)
        {
            _pictures.Add(paint.Box);
        }
        var (left, right) = (Cell(paint.Box.X0, page.Width), Cell(paint.Box.X1, page.Width));
        var (top, bottom) = (Cell(paint.Box.Y0, page.Height), Cell(paint.Box.Y1, page.Height));
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                (_cells[(y * Side) + x] ??= []).Add(paint);
            }
        }
    }

    /// <summary>In the order in which they were painted.</summary>
    public IEnumerable<Paint> At(Spot spot) => Near(spot).Where(paint => paint.Covers(spot));

    /// <summary>In the order in which they were painted: those at the spot, and others that do not cover it.</summary>
    public List<Paint> Near(Spot spot) => _cells[(Cell(spot.Y, page.Height) * Side) + Cell(spot.X, page.Width)] ?? None;

    /// <summary>Something as small as a letter is drawn there.</summary>
    public bool HasShapeIn(Box box)
    {
        var (x, y) = ((box.X0 + box.X1) / 2, (box.Y0 + box.Y1) / 2);
        var (across, down) = (Roomy * box.Width / 2, Roomy * box.Height / 2);
        return Near(new Spot(x, y)).Exists(paint =>
            paint.Box.X0 > x - across && paint.Box.X1 < x + across && paint.Box.Y0 > y - down && paint.Box.Y1 < y + down);
    }

    /// <summary>No text is meant to run over the edge; one whose end is only guessed may seem to.</summary>
    public Box OnPage(Box box) => new(
        Math.Clamp(box.X0, 0, page.Width), Math.Clamp(box.Y0, 0, page.Height),
        Math.Clamp(box.X1, 0, page.Width), Math.Clamp(box.Y1, 0, page.Height));

    private double Part(Box box) =>
        Math.Max(0, Math.Min(box.X1, page.Width) - Math.Max(box.X0, 0)) * Math.Max(0, Math.Min(box.Y1, page.Height) - Math.Max(box.Y0, 0))
        / (page.Width * page.Height);

    private static int Cell(double at, double side) => double.IsNaN(at) ? 0 : (int)Math.Clamp(at / side * Side, 0, Side - 1);
}
