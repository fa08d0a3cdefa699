using Preciso.Documents;
using Preciso.Reading.Ocr;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>Gathers the thin straight lines of a page, stroked or filled.</summary>
internal sealed class InkRules
{
    private const int Most = 3000;
    private const double Thickest = 3;
    private const double Shortest = 8;

    private readonly List<Box> _horizontal = [];
    private readonly List<Box> _vertical = [];

    public Rulings ToRulings() => _horizontal.Count + _vertical.Count == 0 ? Rulings.None : new Rulings(_horizontal, _vertical);

    public void Stroke(Spot from, Spot to, double width, Colour? colour, Box clip)
    {
        if (width <= Thickest && (Math.Abs(from.X - to.X) < 0.5 || Math.Abs(from.Y - to.Y) < 0.5))
        {
            Add(from.BoxTo(to), colour, clip);
        }
    }

    public void Fill(InkPath path, Colour? colour, Box clip)
    {
        foreach (var outline in path.Outlines)
        {
            if (outline.Count is 4 or 5)
            {
                Add(
                    new Box(
                        outline.Min(spot => spot.X), outline.Min(spot => spot.Y), outline.Max(spot => spot.X), outline.Max(spot => spot.Y)),
                    colour, clip);
            }
        }
    }

    private void Add(Box box, Colour? colour, Box clip)
    {
        var seen = box.Intersect(clip);
        if (_horizontal.Count + _vertical.Count >= Most || colour?.LooksLike(Colour.Paper) == true)
        {
            return;
        }
        if (seen.Width >= Shortest && seen.Height is >= 0 and <= Thickest)
        {
            _horizontal.Add(seen);
        }
        else if (seen.Height >= Shortest && seen.Width is >= 0 and <= Thickest)
        {
            _vertical.Add(seen);
        }
    }
}
