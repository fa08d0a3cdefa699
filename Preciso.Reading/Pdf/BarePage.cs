using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Children;
using Preciso.Reading.Ocr;

namespace Preciso.Reading.Pdf;

/// <summary>
/// Tells, by a small drawing, a page that holds nothing besides its own number and lines, as filings have many: there is nothing to
/// recognise.
/// </summary>
internal static partial class BarePage
{
    /// <summary>A letter of three points is six pixels high.</summary>
    private const double Dpi = 144;

    /// <summary>No words in its text layer, or the number of the page: only then is it worth looking.</summary>
    public static bool IsLikely(PageText textLayer) => Number().IsMatch(string.Concat(textLayer.Lines.Select(line => line.Text)));

    public static async Task<bool> IsSeen(
        ChildProcesses children, string path, int page, PageSize size, PageText textLayer, CancellationToken cancel)
    {
        var dpi = Poppler.Dpi(size, Dpi, Tesseract.MostPixels);
        var drawn = await children.Run(Poppler.DrawForOcr(path, page, dpi), cancel);
        if (GreyMap.Parse(drawn.Output) is not { } map)
        {
            return false;
        }
        var scale = 72 / dpi;
        Rulings.Find(map, scale).Erase(map, scale);
        foreach (var word in textLayer.Lines.SelectMany(line => line.Words))
        {
            map.Whiten(word.Box, scale);
        }
        return !map.CanHoldLetters(scale);
    }

    [GeneratedRegex(@"^(?:page|of|쪽|페이지|p\.|[-–—·/.()\[\]\s]|\d)*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
