using System.Globalization;
using Preciso.Documents;
using Preciso.Reading.Children;

namespace Preciso.Reading.Pdf;

/// <summary>The words that a PDF itself carries, many pages to one run of pdftotext.</summary>
internal sealed class TextLayer(ChildProcesses children, Patience patience, TimeProvider time)
{
    /// <summary>
    /// One text for each page of the range. If the run breaks off, each page that is missing is tried alone, so that one bad page
    /// does not take its neighbours with it.
    /// </summary>
    public async Task<IReadOnlyList<PageText>> Read(string path, int first, int last, CancellationToken cancel)
    {
        var (pages, problem) = await TryRead(path, first, last, cancel);
        while (pages.Count < last - first + 1)
        {
            var page = first + pages.Count;
            if (first == last)
            {
                var why = problem ?? new("text_layer_ended", "pdftotext ended before this page.");
                pages.Add(PageText.Failed(ReadingMethod.TextLayer, 0, why));
            }
            else
            {
                pages.AddRange(await Read(path, page, page, cancel));
            }
        }
        return pages;
    }

    private async Task<(List<PageText> Pages, DocumentProblem? Problem)> TryRead(string path, int first, int last, CancellationToken cancel)
    {
        try
        {
            var result = await children.Run(
                Poppler.TextLayer(path, first, last), output => BboxReader.Read(output, last - first + 1, time), cancel);
            return (result.Output,
                result.Succeeded
                    ? null
                    : new("text_layer_failed", string.Create(CultureInfo.InvariantCulture, $"pdftotext failed with {result.ExitCode}.")));
        }
        catch (ReadingException e) when (patience.Bears(e))
        {
            return ([], e.Problem);
        }
    }
}
