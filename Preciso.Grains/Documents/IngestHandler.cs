using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Documents.Extraction;
using Preciso.Grains.Documents.Types;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Jobs;
using Preciso.Reading.Chunking;

namespace Preciso.Grains.Documents;

/// <summary>
/// From a stored file to a document that answers can cite: read, unpack what it holds, extract, then index (chunk, embed). Each step writes
/// once, with the record of its end and only while it holds the lease, and replaces what an earlier attempt left; so a job may die anywhere
/// and run again.
/// </summary>
public sealed class IngestHandler(
    IGrains grains, Database database, JobEnds ends, TypeCatalog types, PageReader reader, Unpacker unpacker, Extractor extractor,
    DocumentPages pages, IPassageIndex index) : IJobHandler
{
    public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
    {
        var job = run.Job;
        var document = grains.Get<IDocumentGrain>(job.DocumentId!.Value, job.Caller);
        try
        {
            await Ingest(run, document, cancel);
        }
        catch (ProblemException e) when (e.Code == ProblemException.IllegalCode)
        {
            // Deleted, or read again by a newer job.
            var gone = new JobProblem(ErrorClass.Input, "document_deleted", "The document was deleted, or is read again by a newer job.");
            await ends.Write(job, JobEnd.For(job, JobState.Canceled, gone));
        }
        return JobResult.Ended;
    }

    private async Task Ingest(JobRun run, IDocumentGrain document, CancellationToken cancel)
    {
        var job = run.Job;
        var context = await IngestContext.Load(database, types, job, cancel);
        var atHand = new PagesAtHand(pages, job);
        var read = await run.Step("read", figures => Read(run, document, context, atHand, figures, cancel), cancel);
        await document.RecordPages(new RecordPages(job.Lease, read.Pages, read.Quality));
        if (unpacker.Holds(context.Document))
        {
            await run.Step("unpack", figures => unpacker.Unpack(run, context.Document, figures, cancel), cancel);
        }
        if (ReviewGate.NothingRead(read.Quality) is { } nothing)
        {
            await document.SendToReview(new SendToReview(job.Lease, nothing.Code, nothing.Detail));
            return;
        }
        run.Report(60, "extracting");
        var extracted = await run.Step("extract", figures => extractor.Extract(run, context, atHand, read.Pages, figures, cancel), cancel);
        var chunks = await run.Step("index", figures => Index(run, context.Document, atHand, read.Pages, figures, cancel), cancel);
        var doubt = ReviewGate.Doubt(read.Quality, extracted.Summary, extracted.TypeConfidence, context.Settings.NumberGate);
        await document.CompleteIndexing(
            new CompleteIndexing(job.Lease, chunks, extracted.Type, extracted.TypeConfidence, extracted.Summary, doubt));
    }

    private async Task<ReadSummary> Read(
        JobRun run, IDocumentGrain document, IngestContext context, PagesAtHand atHand, Dictionary<string, double> figures,
        CancellationToken cancel)
    {
        await document.BeginReading(new BeginReading(run.Job.Lease));
        return await reader.Read(run, context, atHand, figures, cancel);
    }

    /// <summary>Chunks and vectors are made anew from the pages: that is quick, and the same each time.</summary>
    private async Task<int> Index(
        JobRun run, Document document, PagesAtHand atHand, int pageCount, Dictionary<string, double> figures, CancellationToken cancel)
    {
        run.Report(70, "chunking");
        var passages = await Chunk(atHand, pageCount, cancel);
        run.Report(80, "embedding");
        var vectors = await index.Embed(run.Job.Caller, passages, cancel);
        run.Report(90, "indexing");
        run.Add(index.Replacement(document.TenantId, document.DocumentId, document.Filename, passages, vectors));
        (figures["chunks"], figures["vectors"]) = (passages.Count, vectors.Count);
        return passages.Count;
    }

    private static async Task<List<NewPassage>> Chunk(PagesAtHand atHand, int pageCount, CancellationToken cancel)
    {
        var chunker = new Chunker();
        var passages = new List<NewPassage>();
        await foreach (var batch in atHand.InBatches(pageCount, cancel))
        {
            foreach (var page in batch)
            {
                passages.AddRange(chunker.Cut(page));
            }
        }
        return passages;
    }
}
