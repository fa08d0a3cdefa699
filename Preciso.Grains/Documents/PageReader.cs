using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Documents.Reading;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Grains.Storage.Objects;

namespace Preciso.Grains.Documents;

/// <summary>The first step of an ingest: the file's pages are read in its format and stored in batches as they come.</summary>
public sealed class PageReader(IObjectStore store, DocumentFormats formats, DocumentPages pages, Database database)
{
    private const int Batch = 32;

    /// <summary>How far the whole job is when the last page is read.</summary>
    private const int Share = 60;

    public async Task<ReadSummary> Read(JobRun run, DocumentView document, Dictionary<string, double> figures, CancellationToken cancel)
    {
        var job = run.Job;
        using var local = await store.Open(ObjectKeys.Of(job.TenantId, document.Id), cancel);
        var file = new SourceFile(local.Path, document.MediaType, await Languages(job.TenantId, cancel));
        var format = formats.For(document.MediaType);
        run.Report(0, "reading");
        var expected = figures["pages"] = await format.CountPages(file, cancel);
        await pages.Clear(job, cancel);

        var quality = new ReadQuality();
        var batch = new List<PageReading>(Batch);
        await foreach (var page in format.Read(file, cancel))
        {
            quality.Count(page);
            batch.Add(page);
            run.Report((int)(Share * Math.Min(1, quality.Pages / Math.Max(1, expected))), "reading");
            if (batch.Count == Batch)
            {
                await pages.Write(job, batch, cancel);
                batch.Clear();
            }
        }
        await pages.Write(job, batch, cancel);
        quality.Fill(figures);
        return new ReadSummary(quality.Pages, quality.View);
    }

    private async Task<string> Languages(Guid tenantId, CancellationToken cancel) =>
        (await database.Query(tenantId, connection => SettingsStore.Read(connection, tenantId), cancel)).OcrLanguages;
}

/// <summary>What the read step yields; kept with the step, for the attempt that goes on from there.</summary>
public sealed record ReadSummary(int Pages, DocumentQuality Quality);

/// <summary>Counts how the pages were read.</summary>
public sealed class ReadQuality
{
    private readonly Dictionary<ReadingMethod, int> _byMethod = [];
    private double _confidence;
    private (double Quality, int Page)? _lowest;
    private int _empty;

    public int Pages { get; private set; }

    public DocumentQuality View => new(
        Pages == _empty ? null : Math.Round(_confidence / (Pages - _empty), 4),
        Of(ReadingMethod.TextLayer), Of(ReadingMethod.Ocr), Of(ReadingMethod.PlainText), _empty, Of(ReadingMethod.Structure),
        _lowest?.Quality, _lowest?.Page);

    public void Count(PageReading page)
    {
        Pages++;
        if (page.IsEmpty)
        {
            _empty++;
            return;
        }
        _byMethod[page.Method] = Of(page.Method) + 1;
        _confidence += page.Confidence;
        _lowest = _lowest is null || page.Quality < _lowest.Value.Quality ? (page.Quality, page.Page) : _lowest;
    }

    public void Fill(Dictionary<string, double> figures)
    {
        (figures["pages"], figures["empty_pages"]) = (Pages, _empty);
        foreach (var (method, count) in _byMethod)
        {
            figures[$"{Snake.Case(method)}_pages"] = count;
        }
    }

    private int Of(ReadingMethod method) => _byMethod.GetValueOrDefault(method);
}
