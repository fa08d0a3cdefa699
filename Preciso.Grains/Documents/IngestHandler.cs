using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Documents.Chunking;
using Preciso.Grains.Documents.Extraction;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Documents;

/// <summary>
/// From a stored file to a document that answers can cite: read, unpack what it holds, extract, then index (chunk, embed, write). Each step begins by
/// forgetting what an earlier attempt left of it, and writes only while it holds the lease; so a job may die anywhere and run again.
/// </summary>
public sealed class IngestHandler(
    IGrains grains, Database database, JobEnds ends, PageReader reader, Unpacker unpacker, Extractor extractor, DocumentPages pages, IPassageIndex index)
    : IJobHandler
{
    public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
    {
        var job = run.Job;
        var document = grains.Get<IDocumentGrain>(job.DocumentId!.Value, job.Caller);
        try
        {
            var read = await run.Step("read", figures => Read(run, document, figures, cancel), cancel);
            var view = await document.BeginIndexing(new BeginIndexing(job.Lease));
            if (unpacker.Holds(view))
            {
                await run.Step("unpack", figures => unpacker.Unpack(run, view, figures, cancel), cancel);
            }
            if (ReviewGate.NothingRead(read.Quality) is { } nothing)
            {
                await document.SendToReview(new SendToReview(job.Lease, nothing.Code, nothing.Detail));
                return JobResult.Ended;
            }
            var extracted = await run.Step("extract", figures => Extract(run, document, view, read.Pages, figures, cancel), cancel);
            var chunks = await run.Step("index", figures => Index(run, view, read.Pages, figures, cancel), cancel);
            var doubt = ReviewGate.Doubt(read.Quality, extracted.Summary, await NumberGate(job, cancel));
            await document.CompleteIndexing(new CompleteIndexing(job.Lease, chunks, doubt));
            return JobResult.Ended;
        }
        catch (ProblemException e) when (e.Code == ProblemException.IllegalCode)
        {
            // Deleted, or read again by a newer job.
            var gone = new JobProblem(ErrorClass.Input, "document_deleted", "The document was deleted, or is read again by a newer job.");
            await ends.Write(job, JobEnd.Of(job, JobState.Canceled, gone));
            return JobResult.Ended;
        }
    }

    private async Task<ReadSummary> Read(JobRun run, IDocumentGrain document, Dictionary<string, double> figures, CancellationToken cancel)
    {
        var job = run.Job;
        var view = await document.BeginReading(new BeginReading(job.Lease));
        var read = await reader.Read(run, view, figures, cancel);
        await document.RecordPages(new RecordPages(job.Lease, read.Pages, read.Quality));
        return read;
    }

    private async Task<Extracted> Extract(
        JobRun run, IDocumentGrain document, DocumentView view, int pageCount, Dictionary<string, double> figures, CancellationToken cancel)
    {
        run.Report(60, "extracting");
        var extracted = await extractor.Extract(run.Job, view, pageCount, figures, cancel);
        await document.RecordExtraction(new RecordExtraction(run.Job.Lease, extracted.Type, extracted.TypeConfidence, extracted.Summary));
        return extracted;
    }

    private async Task<double> NumberGate(ClaimedJob job, CancellationToken cancel) =>
        (await database.Query(job.TenantId, connection => SettingsStore.Read(connection, job.TenantId), cancel)).NumberGate;

    /// <summary>Chunks and vectors are made anew from the stored pages: that is quick, and the same each time.</summary>
    private async Task<int> Index(JobRun run, DocumentView view, int pageCount, Dictionary<string, double> figures, CancellationToken cancel)
    {
        var job = run.Job;
        run.Report(70, "chunking");
        var passages = await Chunk(job, view, pageCount, cancel);
        run.Report(80, "embedding");
        var vectors = await index.Embed(passages, cancel);
        run.Report(90, "indexing");
        await database.Leased(
            job,
            async connection =>
            {
                await index.Write(connection, job.TenantId, view.Id, view.Filename, passages, vectors, cancel);
                return passages.Count;
            },
            cancel);
        (figures["chunks"], figures["vectors"]) = (passages.Count, vectors.Count);
        return passages.Count;
    }

    private async Task<List<NewPassage>> Chunk(ClaimedJob job, DocumentView view, int pageCount, CancellationToken cancel)
    {
        const int batch = 50;
        var chunker = new Chunker();
        var passages = new List<NewPassage>();
        for (var from = 1; from <= pageCount; from += batch)
        {
            foreach (var page in await pages.Read(job.TenantId, view.Id, from, batch, cancel))
            {
                passages.AddRange(chunker.Cut(page));
            }
        }
        return passages;
    }
}
