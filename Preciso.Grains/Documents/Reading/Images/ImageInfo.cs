using System.Globalization;
using System.Text;
using Preciso.Grains.Documents.Reading.Children;

namespace Preciso.Grains.Documents.Reading.Images;

/// <summary>What an image file says of one of its pages before anything is decoded.</summary>
/// <param name="Width">In pixels, as it is seen: an image that says it is turned is turned.</param>
/// <param name="Dpi">Pixels to one inch of the page; a guess where the file does not say.</param>
internal sealed record ImageInfo(int Width, int Height, double Dpi)
{
    private const double PlausibleFrom = 100;
    private const double PlausibleTo = 1200;

    public PageSize Size => new(Width * 72 / Dpi, Height * 72 / Dpi);

    public static async Task<IReadOnlyList<ImageInfo>> Read(ChildProcesses children, string source, long mostPixels, CancellationToken cancel)
    {
        var asked = await children.Run(ImageMagick.Identify(source), cancel);
        var lines = Encoding.UTF8.GetString(asked.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0)
        {
            throw Damaged(mostPixels);
        }
        var pages = lines.Select(Parse).ToList();
        return pages.Any(page => (long)page.Width * page.Height > mostPixels) ? throw TooLarge(mostPixels) : pages;
    }

    // ImageMagick also refuses what is wider or higher than its own limits, without a word.
    public static ReadingException Damaged(long mostPixels) => ReadingException.Input(
        "image_damaged",
        $"The image is damaged, cut off, or far larger than {mostPixels / 1_000_000} million pixels. Save or scan it again at 300 dpi.");

    private static ReadingException TooLarge(long mostPixels) =>
        ReadingException.Input("image_too_large", $"The image has more than {mostPixels / 1_000_000} million pixels. Scale it down to 300 dpi.");

    /// <summary>width height dpi unit orientation</summary>
    private static ImageInfo Parse(string line)
    {
        var parts = line.Split(' ');
        var (width, height) = (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
        var turned = parts[4] is "LeftTop" or "RightTop" or "RightBottom" or "LeftBottom";
        var said = double.Parse(parts[2], CultureInfo.InvariantCulture) * (parts[3] == "PixelsPerCentimeter" ? 2.54 : 1);
        var dpi = parts[3] != "Undefined" && said is >= PlausibleFrom and <= PlausibleTo ? said : Guess(Math.Max(width, height));
        return turned ? new ImageInfo(height, width, dpi) : new ImageInfo(width, height, dpi);
    }

    /// <summary>As if the longer side were that of A4, at one of the usual resolutions.</summary>
    private static double Guess(int longer) => longer switch
    {
        > 2900 => 300,
        > 2000 => 200,
        _ => 150,
    };
}
