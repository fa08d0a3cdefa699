using Preciso.Documents;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>The letters of a page, to be asked which stand in a word.</summary>
internal sealed class PlacedLetters
{
    private const double Edge = 0.5;

    /// <summary>Of one band of the page, in points; a word reaches over two or three.</summary>
    private const double Band = 8;

    private readonly Dictionary<int, List<(int Order, Spot Middle, InkedLetter Letter)>> _bands = [];

    public PlacedLetters(IReadOnlyList<InkedLetter> letters)
    {
        for (var i = 0; i < letters.Count; i++)
        {
            var box = letters[i].Box;
            var middle = new Spot((box.X0 + box.X1) / 2, (box.Y0 + box.Y1) / 2);
            var band = BandAt(middle.Y);
            if (!_bands.TryGetValue(band, out var within))
            {
                _bands[band] = within = [];
            }
            within.Add((i, middle, letters[i]));
        }
    }

    /// <summary>In the order in which they were printed.</summary>
    public List<InkedLetter> Within(Box word)
    {
        var found = new List<(int Order, InkedLetter Letter)>();
        for (var band = BandAt(word.Y0 - Edge); band <= BandAt(word.Y1 + Edge); band++)
        {
            foreach (var (order, middle, letter) in _bands.GetValueOrDefault(band) ?? [])
            {
                if (middle.X >= word.X0 - Edge && middle.X <= word.X1 + Edge && middle.Y >= word.Y0 - Edge && middle.Y <= word.Y1 + Edge)
                {
                    found.Add((order, letter));
                }
            }
        }
        found.Sort((one, other) => one.Order.CompareTo(other.Order));
        return found.ConvertAll(item => item.Letter);
    }

    /// <summary>What stands far outside of any page is of the outermost bands.</summary>
    private static int BandAt(double y) => (int)Math.Clamp(y / Band, -50, 2000);
}
