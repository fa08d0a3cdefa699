using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Preciso.Reading.Children;

namespace Preciso.Reading.Pdf;

/// <summary>How many pages a PDF has and how large each is, as pdfinfo tells it.</summary>
internal sealed partial record PdfInfo(IReadOnlyList<PageSize> Sizes)
{
    public int Pages => Sizes.Count;

    /// <summary>An owner's password does not hinder reading: such a file opens with the empty user password.</summary>
    public static async Task<PdfInfo> Read(ChildProcesses children, string path, int maxPages, CancellationToken cancel)
    {
        var command = new ChildCommand("pdfinfo", Poppler.Package, "-f", "1", "-l", $"{maxPages}", path);
        var result = await children.Run(command, cancel);
        if (!result.Succeeded)
        {
            // A locked and a broken file end with the same exit code; this message is Poppler's own and never translated.
            throw result.Errors.Contains("Incorrect password", StringComparison.Ordinal)
                ? ReadingException.Input("pdf_encrypted", "The PDF asks for a password. Save a copy without one and upload that.")
                : ReadingException.Input("pdf_damaged", "The PDF is damaged or incomplete. Export or download it again.");
        }
        return Parse(Encoding.UTF8.GetString(result.Output), maxPages);
    }

    // The file's own title is printed first and may hold lines that look like ours: only what follows the last count is read.
    private static PdfInfo Parse(string output, int maxPages)
    {
        var count = CountLine().Matches(output).LastOrDefault();
        if (count is null || !int.TryParse(count.Groups[1].Value, out var pages) || pages == 0)
        {
            throw ReadingException.Input("pdf_damaged", "The PDF has no pages. Export or download it again.");
        }
        if (pages > maxPages)
        {
            throw ReadingException.TooManyPages(maxPages);
        }
        var sizes = Enumerable.Repeat(new PageSize(595, 842), pages).ToArray();
        foreach (Match line in PageLine().Matches(output, count.Index))
        {
            var page = int.Parse(line.Groups["page"].Value, CultureInfo.InvariantCulture) - 1;
            sizes[page] = line.Groups["width"].Success
                ? new PageSize(Points(line, "width"), Points(line, "height"))
                : line.Groups["turn"].Value is "90" or "270" ? new PageSize(sizes[page].Height, sizes[page].Width) : sizes[page];
        }
        return new PdfInfo(sizes);
    }

    private static double Points(Match line, string side) =>
        Math.Max(1, double.Parse(line.Groups[side].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^Pages: +(\d+)", RegexOptions.Multiline)]
    private static partial Regex CountLine();

    [GeneratedRegex(@"^Page +(?<page>\d+) (size: +(?<width>[\d.]+) x (?<height>[\d.]+)|rot: +(?<turn>\d+))", RegexOptions.Multiline)]
    private static partial Regex PageLine();
}
