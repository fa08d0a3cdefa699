using Preciso.Documents;
using Preciso.Grains.Documents.Reviews;
using Preciso.Grains.Documents.Workers;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Grains.Storage.Objects;
using Preciso.Reading;

namespace Preciso.Grains.Documents;

/// <summary>
/// The first step of an ingest: the file's pages are read in its format and stored as they come, so that an attempt which follows a death
/// goes on behind them.
/// </summary>
public sealed class PageReader(IObjectStore store, DocumentFormats formats, DocumentPages pages, PagesBegun begun, TimeProvider time)
{
    private const int Batch = 32;

    /// <summary>Pages that took work are not held back for longer than this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>How far the whole job is when the last page is read.</summary>
    private const int Share = 60;

    public async Task<ReadSummary> Read(
        JobRun run, IngestContext context, PagesAtHand atHand, Dictionary<string, double> figures, CancellationToken cancel)
    {
        var job = run.Job;
        var (quality, batch, since) = (new ReadQuality(), new List<PageReading>(Batch), time.GetTimestamp());
        using var local = await store.Open(ObjectKeys.For(job.TenantId, context.Document.DocumentId), cancel);
        var most = PagesBegun.IsCareful(job) ? 1 : Batch;
        run.Report(0, "reading");
        run.Add(DocumentPages.Clear(job));
        try
        {
            await foreach (var read in formats.For(context.Document.MediaType).Read(File(run, context, local.Path, figures), cancel))
            {
                var page = CorrectedText.Apply(read, context.Cells);
                quality.Count(page);
                atHand.Add(page);
                if (!context.PagesRead.Contains(page.Page))
                {
                    batch.Add(page);
                }
                run.Report(Progress(quality.Pages, figures), "reading");
                if (batch.Count >= most || (batch.Count > 0 && time.GetElapsedTime(since) > Longest))
                {
                    run.Add(DocumentPages.Insertion(job, batch));
                    await run.Save(cancel);
                    batch.Clear();
                    since = time.GetTimestamp();
                }
            }
        }
        catch (ReadingException e)
        {
            if (e.Fault == ReadingFault.File)
            {
                run.Forget();
                run.Add(DocumentPages.ClearAll(job)); // a file that is refused has no pages
                await run.Save(cancel);
            }
            throw ReadingErrors.ToJobError(e);
        }
        run.Add(DocumentPages.Insertion(job, batch));
        quality.Fill(figures);
        return new ReadSummary(quality.Pages, quality.View);
    }

    private SourceFile File(JobRun run, IngestContext context, string path, Dictionary<string, double> figures)
    {
        var (job, document) = (run.Job, context.Document);
        return new SourceFile(path, document.MediaType, context.Settings.OcrLanguages)
        {
            Counted = count => figures["pages"] = count,
            Read = new PagesRead(
                context.PagesRead, async (page, token) => (await pages.Read(job.TenantId, document.DocumentId, page, 1, token))[0]),
            Stored = new StoredFile(document.DocumentId, job.Caller)
            {
                Begin = PagesBegun.IsCareful(job) ? (page, token) => begun.Begin(job, page, token) : null,
                OneByOne = PagesBegun.IsCareful(job),
            },
        };
    }

    private static int Progress(int read, Dictionary<string, double> figures) =>
        figures.TryGetValue("pages", out var expected) ? (int)(Share * Math.Min(1, read / Math.Max(1, expected))) : 0;
}
