using System.Globalization;

namespace Preciso.Reading.Images;

/// <summary>
/// One picture of an image file as it is seen: a photo that is to be turned is turned, and one whose pixels are no squares (a fax) has as
/// many as if they were.
/// </summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record ImagePage(int Width, int Height, double Dpi)
{
    /// <summary>Cameras write 72 without a meaning; beyond 1200 nothing scans.</summary>
    private const double LeastPlausibleDpi = 73;
    private const double MostPlausibleDpi = 1200;

    /// <summary>So many times longer than wide is no pixel of any device.</summary>
    private const double LongestPixel = 4.1;

    private const double A4Inches = 11.69;

    public double Pixels => (double)Width * Height;

    public PageSize Size => new(Width * 72 / Dpi, Height * 72 / Dpi);

    /// <param name="line">Width, height, resolution across and down, and orientation, as ImageMagick names them.</param>
    public static ImagePage Parse(string line)
    {
        var cells = line.Split(' ');
        var (across, down) = (Number(cells[2]), Number(cells[3]));
        var stretch = across > 0 && down > 0 ? across / down : 1;
        stretch = stretch is > LongestPixel or < 1 / LongestPixel or (> 0.99 and < 1.01) ? 1 : stretch;
        var width = (int)Math.Round(Number(cells[0]) * Math.Max(1, 1 / stretch));
        var height = (int)Math.Round(Number(cells[1]) * Math.Max(1, stretch));
        var given = stretch == 1 ? across : Math.Max(across, down);
        var dpi = given is >= LeastPlausibleDpi and <= MostPlausibleDpi ? given : GuessDpi(Math.Max(width, height));
        var isTurned = cells[4] is "LeftTop" or "RightTop" or "RightBottom" or "LeftBottom";
        return isTurned ? new ImagePage(height, width, dpi) : new ImagePage(width, height, dpi);
    }

    /// <summary>The same picture at a number of pixels, in whole pixels.</summary>
    public (int Width, int Height) Scaled(double scale) =>
        (Math.Max(1, (int)Math.Round(Width * scale)), Math.Max(1, (int)Math.Round(Height * scale)));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    // As if it were a picture of an A4 sheet, within what scanners do.
    private static double GuessDpi(int longestSide) => Math.Clamp(longestSide / A4Inches, 72, 300);
}
