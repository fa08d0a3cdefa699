using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Preciso.Documents;
using Preciso.Reading.Archives;
using Preciso.Reading.Children;
using Preciso.Reading.Ocr;
using Preciso.Reading.Pdf.Ink;
using Preciso.Reading.Tables;

namespace Preciso.Reading.Pdf;

/// <summary>PDF: the text layer first; a page without a usable one is drawn and its words recognised.</summary>
internal sealed class PdfFormat(
    ChildProcesses children, IPageRecogniser recogniser, IOptions<ReadingOptions> options, TimeProvider time) : IPictured, IContainer
{
    /// <summary>Enough that starting pdftotext and finding the first page costs little, few enough to fill all cores early.</summary>
    private const int PagesPerRun = 32;

    /// <summary>The page of a form that only its maker's own program shows says that one has to wait, and little more.</summary>
    private const int Placeholder = 1500;
    private const string UndrawnForm = "xfa_form";
    private const string Undrawn =
        "The form keeps its contents apart from its page (XFA). Print it to a PDF with the program that fills it in, and upload that.";

    private const double PeopleDpi = 110;
    private const double PeoplePixels = 8e6;

    private readonly ReadingOptions _options = options.Value;

    public IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Pdf];

    public async IAsyncEnumerable<PageReading> Read(SourceFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var info = await Inspect(file.Path, cancel);
        file.Counted?.Invoke(info.Pages);
        var patience = new Patience();
        using var ink = new InkFile(Path.GetFullPath(file.Path));
        var pages = TextLayers(file, info.Pages, patience, cancel).SelectAhead(
            file.Ahead(Math.Max(_options.Parallelism, recogniser.Room)),
            (page, token) => Task.Run(
                () => ReadPage(file, page.Number, info.Sizes[page.Number - 1], page.Text, ink, patience, token), token),
            cancel);
        var continued = new ContinuedTables();
        await foreach (var page in pages)
        {
            yield return continued.Follow(page);
        }
    }

    /// <summary>Attachments. A file that PdfPig cannot open gives none.</summary>
    public async IAsyncEnumerable<PackedFile> Unpack(SourceFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var ink = new InkFile(Path.GetFullPath(file.Path));
        var files = await ink.Ask(document => new PdfParts(document).Files(_options.MaxArchiveFiles), cancel);
        var budget = new UnpackBudget(_options);
        foreach (var within in files ?? [])
        {
            cancel.ThrowIfCancellationRequested();
            yield return new PackedFile(within.Name, () => budget.Limit(within.Open(), within.PackedSize));
        }
    }

    public bool IsPicture(string mediaType) => false;

    public async Task<byte[]> Draw(SourceFile file, PageReading page, int? width, CancellationToken cancel)
    {
        var dpi = Poppler.Dpi(
            new PageSize(page.Width, page.Height), width is { } pixels ? 72 * pixels / page.Width : PeopleDpi, PeoplePixels);
        var drawn = await children.Run(Poppler.DrawForPeople(Path.GetFullPath(file.Path), page.Page, dpi), cancel);
        return drawn.Succeeded && drawn.Output.Length > 0
            ? drawn.Output
            : throw ReadingException.Input("page_damaged", "The page cannot be drawn: this part of the PDF is damaged.");
    }

    private Task<PdfInfo> Inspect(string path, CancellationToken cancel) =>
        PdfInfo.Read(children, Path.GetFullPath(path), _options.MaxPages, cancel);

    /// <summary>Null for a page that an earlier attempt read.</summary>
    private async IAsyncEnumerable<(int Number, PageText? Text)> TextLayers(
        SourceFile file, int pages, Patience patience, [EnumeratorCancellation] CancellationToken cancel)
    {
        var textLayer = new TextLayer(children, patience, time);
        var starts = Enumerable.Range(0, (pages + PagesPerRun - 1) / PagesPerRun).Select(run => (run * PagesPerRun) + 1);
        var runs = starts.ToAsyncEnumerable().SelectAhead(
            _options.Parallelism,
            async (first, token) =>
            {
                var numbers = Enumerable.Range(first, Math.Min(PagesPerRun, pages - first + 1)).ToList();
                var texts = numbers.TrueForAll(file.IsRead)
                    ? null
                    : await textLayer.Read(Path.GetFullPath(file.Path), first, numbers[^1], token);
                return numbers.Select((number, i) => (number, file.IsRead(number) ? null : texts![i]));
            },
            cancel);
        await foreach (var page in runs.SelectMany(run => run))
        {
            yield return page;
        }
    }

    private async Task<PageReading> ReadPage(
        SourceFile file, int page, PageSize size, PageText? textLayer, InkFile ink, Patience patience, CancellationToken cancel)
    {
        if (textLayer is null)
        {
            return await file.Read!.Fetch(page, cancel);
        }
        if (page == 1 && textLayer.Characters < Placeholder
            && await ink.Ask(document => new PdfParts(document), cancel) is { IsUndrawnForm: true })
        {
            return PageText.Settle(page, size, textLayer with { Quality = 0, Way = UndrawnForm, Problem = new(UndrawnForm, Undrawn) });
        }
        var inked = await ink.Look(page, cancel);
        var seen = textLayer.Problem is null ? SeenText.Read(textLayer, size, inked) : textLayer;
        var read = await ReadPage(file, page, size, seen, inked, patience, cancel);
        return inked is { Notes.Count: > 0 } ? PageNotes.Add(read, inked.In(size).Notes) : read;
    }

    private async Task<PageReading> ReadPage(
        SourceFile file, int page, PageSize size, PageText seen, PageInk? inked, Patience patience, CancellationToken cancel)
    {
        var doubted = await Doubt(file, page, size, seen, inked, patience, cancel);
        if (seen.Problem is not null && BarePage.IsLikely(seen) && await IsBare(file, page, size, seen, inked, patience, cancel))
        {
            IReadOnlyList<PageText> all = seen.Characters > 0 ? [seen with { Problem = null }] : [seen, PageText.Blank(0)];
            return PageText.Settle(page, size, all);
        }
        return doubted.Problem is null
            ? Sideways.Settle(page, size, doubted)
            : PageText.Settle(page, size, [doubted, .. await Recognise(file, page, size, patience, cancel)]);
    }

    private async Task<PageText> Doubt(
        SourceFile file, int page, PageSize size, PageText textLayer, PageInk? inked, Patience patience, CancellationToken cancel)
    {
        try
        {
            return textLayer.Problem is null && ScannedBody.IsLikely(textLayer, size)
                && await ScannedBody.IsThere(children, Path.GetFullPath(file.Path), page, size, inked, cancel)
                ? textLayer with { Problem = new("picture_left_out", "The text layer leaves a large picture out, which may hold more.") }
                : textLayer;
        }
        catch (ReadingException e) when (patience.Bears(e))
        {
            return textLayer;
        }
    }

    private async Task<bool> IsBare(
        SourceFile file, int page, PageSize size, PageText textLayer, PageInk? inked, Patience patience, CancellationToken cancel)
    {
        try
        {
            var path = Path.GetFullPath(file.Path);
            return !await ScannedBody.IsThere(children, path, page, size, inked, cancel) // a scan is drawn once, to be recognised
                && await BarePage.IsSeen(children, path, page, size, textLayer, cancel);
        }
        catch (ReadingException e) when (patience.Bears(e))
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<PageText>> Recognise(
        SourceFile file, int page, PageSize size, Patience patience, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        try
        {
            return await recogniser.Read(file, PageDrawing.OfPdf(page, Poppler.Dpi(size, _options.Dpi, Tesseract.MostPixels)), cancel);
        }
        catch (ReadingException e) when (patience.Bears(e))
        {
            return [PageText.Failed(ReadingMethod.Ocr, time.GetElapsedTime(began).TotalMilliseconds, e.Problem)];
        }
    }
}
