using Preciso.Documents;

namespace Preciso.Reading.Facts.Ledgers;

/// <summary>Things by the place where they stand on a page, in bands from the top down so that finding one does not pass all.</summary>
internal sealed class PlaceIndex<T>(double height)
{
    private const int Bands = 64;

    /// <summary>Boxes are kept in hundredths of a point.</summary>
    private const double Blur = 0.5;

    private readonly List<(Box Box, T Item)>[] _bands = new List<(Box Box, T Item)>[Bands];

    public void Add(Box box, T item)
    {
        for (var band = Band(box.Y0 - Blur); band <= Band(box.Y1 + Blur); band++)
        {
            (_bands[band] ??= []).Add((box, item));
        }
    }

    /// <summary>What stands where the middle of the box is.</summary>
    public IEnumerable<T> At(Box box)
    {
        var (x, y) = ((box.X0 + box.X1) / 2, (box.Y0 + box.Y1) / 2);
        return (_bands[Band(y)] ?? [])
            .Where(place => place.Box.X0 - Blur <= x && x <= place.Box.X1 + Blur && place.Box.Y0 - Blur <= y && y <= place.Box.Y1 + Blur)
            .Select(place => place.Item);
    }

    private int Band(double y) => height > 0 ? (int)Math.Clamp(y / height * Bands, 0, Bands - 1) : 0;
}
