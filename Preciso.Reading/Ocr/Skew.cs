namespace Preciso.Reading.Ocr;

/// <summary>
/// Finds by how much the lines of a scan slope: at the right angle the rows of its picture are either full of ink or empty.
/// </summary>
internal static class Skew
{
    private const double Most = 10;
    private const double Step = 0.25;
    private const int Columns = 900;
    private const int Dark = 128;

    /// <summary>In degrees; positive if the lines fall to the right.</summary>
    public static double Measure(GreyMap page)
    {
        var step = Math.Max(1, page.Width / Columns);
        var ink = Ink(page, step);
        return ink.Count < 200 ? 0 : Enumerable.Range(0, (int)(2 * Most / Step) + 1)
            .Select(i => (i * Step) - Most)
            .MaxBy(angle => (Sharpness(ink, page.Width / step, page.Height / step, angle), -Math.Abs(angle)));
    }

    private static List<(int X, int Y)> Ink(GreyMap page, int step)
    {
        var ink = new List<(int X, int Y)>();
        for (var y = 0; y < page.Height; y += step)
        {
            var row = page.Row(y);
            for (var x = 0; x < row.Length; x += step)
            {
                if (row[x] < Dark)
                {
                    ink.Add((x / step, y / step));
                }
            }
        }
        return ink;
    }

    private static double Sharpness(List<(int X, int Y)> ink, int width, int height, double angle)
    {
        var slope = Math.Tan(angle * Math.PI / 180);
        var margin = (int)Math.Ceiling(width * Math.Abs(slope)) + 1;
        var rows = new int[height + (2 * margin) + 2];
        foreach (var (x, y) in ink)
        {
            rows[margin + (int)Math.Round(y - (x * slope))]++;
        }
        return rows.Zip(rows.Skip(1), (a, b) => (double)(a - b) * (a - b)).Sum();
    }
}
