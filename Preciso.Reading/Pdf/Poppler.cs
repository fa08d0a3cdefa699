using System.Globalization;
using Preciso.Reading.Children;

namespace Preciso.Reading.Pdf;

/// <summary>The calls to Poppler's programs.</summary>
internal static class Poppler
{
    public const string Package = "poppler-utils";

    /// <summary>In pixels: what Tesseract takes.</summary>
    private const double LongestSide = 32_000;

    public static ChildCommand TextLayer(string path, int first, int last) => new(
        "pdftotext", Package, "-q", "-bbox-layout", "-cropbox", "-enc", "UTF-8", "-f", $"{first}", "-l", $"{last}", path, "-");

    /// <summary>Grey and not compressed: nobody but Tesseract looks at it.</summary>
    public static ChildCommand DrawForOcr(string path, int page, double dpi) => Draw(path, page, dpi, "-gray");

    public static ChildCommand DrawForPeople(string path, int page, double dpi) => Draw(path, page, dpi, "-png") with { Urgent = true };

    /// <summary>The pictures on a page, a line each.</summary>
    public static ChildCommand Pictures(string path, int page) =>
        new("pdfimages", Package, "-list", "-f", $"{page}", "-l", $"{page}", path);

    /// <summary>The resolution asked for, or the finest at which the page stays within so many pixels.</summary>
    public static double Dpi(PageSize size, double wanted, double mostPixels)
    {
        var area = 72 * Math.Sqrt(mostPixels / (size.Width * size.Height));
        var side = 72 * LongestSide / Math.Max(size.Width, size.Height);
        return Math.Min(wanted, Math.Min(area, side));
    }

    private static ChildCommand Draw(string path, int page, double dpi, string format) => new(
        "pdftoppm", Package, "-q", "-cropbox", "-r", dpi.ToString("0.###", CultureInfo.InvariantCulture), format, "-f", $"{page}", "-l",
        $"{page}", path);
}
