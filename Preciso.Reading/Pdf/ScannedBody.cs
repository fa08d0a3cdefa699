using System.Globalization;
using System.Text;
using Preciso.Documents;
using Preciso.Reading.Children;
using Preciso.Reading.Pdf.Ink;

namespace Preciso.Reading.Pdf;

/// <summary>Tells a page whose few words of its own (a stamp, a running head) stand beside a scan that holds the rest.</summary>
internal static class ScannedBody
{
    private const int FewCharacters = 600;

    /// <summary>In parts of the page.</summary>
    private const double EmptyHeight = 0.4;
    private const double LargePicture = 0.3;

    /// <summary>Few words, and a large part of the page that they leave empty: only then is it worth asking for pictures.</summary>
    public static bool IsLikely(PageText text, PageSize size)
    {
        if (text.Characters > FewCharacters || text.Blocks.Count == 0)
        {
            return false;
        }
        var edges = text.Lines.Select(line => line.Box).OrderBy(box => box.Y0)
            .Aggregate((Widest: 0.0, Bottom: 0.0), (gap, box) => (Math.Max(gap.Widest, box.Y0 - gap.Bottom), Math.Max(gap.Bottom, box.Y1)));
        return Math.Max(edges.Widest, size.Height - edges.Bottom) > EmptyHeight * size.Height;
    }

    /// <param name="ink">Tells it at once; without it the program that lists pictures is asked.</param>
    public static async Task<bool> IsThere(
        ChildProcesses children, string path, int page, PageSize size, PageInk? ink, CancellationToken cancel)
    {
        if (ink?.LargestPicture is { } part)
        {
            return part > LargePicture;
        }
        var listed = await children.Run(Poppler.Pictures(path, page), cancel);
        return Encoding.UTF8.GetString(listed.Output).Split('\n').Skip(2).Any(line => Area(line) > LargePicture * size.Width * size.Height);
    }

    /// <summary>In square points: pixels by the resolution at which they stand on the page.</summary>
    private static double Area(string line)
    {
        // page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio
        var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return cells.Length >= 14 && cells[2] == "image" && Number(cells[12]) is > 0 and var x && Number(cells[13]) is > 0 and var y
            ? Number(cells[3]) / x * 72 * (Number(cells[4]) / y) * 72
            : 0;
    }

    private static double Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
