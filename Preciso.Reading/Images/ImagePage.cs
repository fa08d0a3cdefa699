using System.Globalization;

namespace Preciso.Reading.Images;

/// <summary>One picture of an image file as it is seen: a photo that is to be turned is turned.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record ImagePage(int Width, int Height, double Dpi)
{
    /// <summary>Cameras write 72 without a meaning; beyond 1200 nothing scans.</summary>
    private const double LeastPlausibleDpi = 73;
    private const double MostPlausibleDpi = 1200;

    private const double A4Inches = 11.69;

    public double Pixels => (double)Width * Height;

    public PageSize Size => new(Width * 72 / Dpi, Height * 72 / Dpi);

    /// <param name="line">Width, height, resolution and orientation as ImageMagick names them.</param>
    public static ImagePage Parse(string line)
    {
        var cells = line.Split(' ');
        var (width, height) = (int.Parse(cells[0], CultureInfo.InvariantCulture), int.Parse(cells[1], CultureInfo.InvariantCulture));
        var given = double.Parse(cells[2], CultureInfo.InvariantCulture);
        var dpi = given is >= LeastPlausibleDpi and <= MostPlausibleDpi ? given : GuessDpi(Math.Max(width, height));
        var isTurned = cells[3] is "LeftTop" or "RightTop" or "RightBottom" or "LeftBottom";
        return isTurned ? new ImagePage(height, width, dpi) : new ImagePage(width, height, dpi);
    }

    /// <summary>The same picture at a number of pixels, in whole pixels.</summary>
    public (int Width, int Height) Scaled(double scale) =>
        (Math.Max(1, (int)Math.Round(Width * scale)), Math.Max(1, (int)Math.Round(Height * scale)));

    // As if it were a picture of an A4 sheet, within what scanners do.
    private static double GuessDpi(int longestSide) => Math.Clamp(longestSide / A4Inches, 72, 300);
}
