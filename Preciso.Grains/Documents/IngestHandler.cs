using Preciso.Documents;
using Preciso.Grains.Documents.Chunking;
using Preciso.Grains.Jobs;
using Preciso.Grains.Questions.Indexing;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Documents;

/// <summary>
/// From a stored file to a document that answers can cite: read, then index (chunk, embed, write). Each step begins by
/// forgetting what an earlier attempt left of it, and writes only while it holds the lease; so a job may die anywhere and run again.
/// </summary>
public sealed class IngestHandler(
    IGrains grains, Database database, JobEnds ends, PageReader reader, DocumentPages pages, ChunkIndex index)
    : IJobHandler
{
    /// <summary>Below this mean confidence the words are too doubtful to be cited before a person has looked.</summary>
    private const double TooDoubtful = 0.4;

    public JobKind Kind => JobKinds.Ingest;

    public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
    {
        var job = run.Job;
        var document = grains.Get<IDocumentGrain>(job.DocumentId!.Value, job.Caller);
        try
        {
            var read = await run.Step("read", figures => Read(run, document, figures, cancel), cancel);
            var view = await document.BeginIndexing(new BeginIndexing(job.JobId, job.Attempt));
            if (Doubt(read) is { } doubt)
            {
                await document.SendToReview(new SendToReview(job.JobId, job.Attempt, doubt.Code, doubt.Detail));
                return JobResult.Ended;
            }
            var chunks = await run.Step("index", figures => Index(run, view, read.Pages, figures, cancel), cancel);
            await document.CompleteIndexing(new CompleteIndexing(job.JobId, job.Attempt, chunks));
            return JobResult.Ended;
        }
        catch (ProblemException e) when (e.Code == "illegal_transition")
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
        var view = await document.BeginReading(new BeginReading(job.JobId, job.Attempt));
        var read = await reader.Read(run, view, figures, cancel);
        await document.RecordPages(new RecordPages(job.JobId, job.Attempt, read.Pages, read.Quality));
        return read;
    }

    /// <summary>Chunks and vectors are made anew from the stored pages: that is quick, and the same each time.</summary>
    private async Task<int> Index(JobRun run, DocumentView view, int pageCount, Dictionary<string, double> figures, CancellationToken cancel)
    {
        var job = run.Job;
        run.Report(70, "chunking");
        var passages = await Chunk(job, view, pageCount, cancel);
        run.Report(80, "embedding");
        var vectors = await index.Embed(passages, cancel);
        run.Report(90, "indexing");
        await database.Query(
            job.TenantId,
            async connection =>
            {
                await JobQueue.HoldLease(connection, job.JobId, job.Attempt);
                await index.Write(connection, job.TenantId, view.Id, view.Filename, passages, vectors, cancel);
                return passages.Count;
            },
            cancel);
        (figures["chunks"], figures["vectors"]) = (passages.Count, vectors.Count);
        return passages.Count;
    }

    private async Task<List<Passage>> Chunk(ClaimedJob job, DocumentView view, int pageCount, CancellationToken cancel)
    {
        const int batch = 50;
        var chunker = new Chunker();
        var passages = new List<Passage>();
        for (var from = 1; from <= pageCount; from += batch)
        {
            foreach (var page in await pages.Read(job.TenantId, view.Id, from, batch, cancel))
            {
                passages.AddRange(chunker.Cut(page));
            }
        }
        return passages;
    }

    private static DocumentProblem? Doubt(ReadSummary read) => read switch
    {
        { Quality.Confidence: null } => new DocumentProblem(
            "no_text", "No text was found on any page, neither in a text layer nor by OCR. Check that the scan is legible and the right way up."),
        { Quality.Confidence: < TooDoubtful } => new DocumentProblem(
            "text_doubtful", "The text was recognised with too little confidence to be cited. Scan it again at 300 dpi, or look at its pages."),
        _ => null,
    };
}
