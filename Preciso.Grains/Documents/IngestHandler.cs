using Preciso.Documents;
using Preciso.Grains.Documents.Chunking;
using Preciso.Grains.Jobs;
using Preciso.Grains.Questions.Indexing;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Documents;

/// <summary>
/// From a stored file to a document that answers can cite: read → chunk → embed → index. Each step begins by forgetting
/// what an earlier attempt left of it, and writes only while it holds the lease; so a job may die anywhere and run again.
/// </summary>
public sealed class IngestHandler(
    IGrains grains, Database database, JobQueue queue, PageReader reader, DocumentPages pages, ChunkIndex index)
    : IJobHandler
{
    public const string JobKind = "ingest";

    /// <summary>Below this mean confidence the words are too doubtful to be cited before a person has looked.</summary>
    private const double TooDoubtful = 0.4;

    public string Kind => JobKind;

    public async Task Run(JobRun run, CancellationToken cancel)
    {
        var job = run.Job;
        var document = grains.Get<IDocumentGrain>(job.DocumentId!.Value, job.Caller);
        try
        {
            var view = await document.BeginReading(new BeginReading(job.JobId, job.Attempt));
            var quality = await run.Step("read", figures => reader.Read(run, view, figures, cancel), cancel);
            if (Doubt(quality) is { } doubt)
            {
                await document.SendToReview(new SendToReview(job.JobId, job.Attempt, doubt.Code, doubt.Detail));
                return;
            }
            await document.RecordPages(new RecordPages(job.JobId, job.Attempt, quality.Pages, quality.View));
            var chunks = await Index(run, view, quality.Pages, cancel);
            await document.CompleteIndexing(new CompleteIndexing(job.JobId, job.Attempt, chunks));
        }
        catch (ProblemException e) when (e.Code == "illegal_transition")
        {
            // The only other command that a document takes while it is read is to delete it.
            await queue.End(job, JobState.Canceled, new JobProblem(ErrorClass.Input, "document_deleted", "The document was deleted."), cancel);
        }
    }

    public async Task GiveUp(ClaimedJob job, JobState end, JobProblem problem, CancellationToken cancel)
    {
        await grains.Get<IDocumentGrain>(job.DocumentId!.Value, job.Caller)
            .FailIngest(new FailIngest(job.JobId, job.Attempt, problem.Code, problem.Detail));
        await queue.End(job, end, problem, cancel);
    }

    private async Task<int> Index(JobRun run, DocumentView view, int pageCount, CancellationToken cancel)
    {
        var job = run.Job;
        run.Report(70, "chunking");
        var passages = await run.Step("chunk", figures => Chunk(job, view, pageCount, figures, cancel), cancel);
        run.Report(80, "embedding");
        var vectors = await run.Step("embed", figures => Embed(passages, figures, cancel), cancel);
        run.Report(90, "indexing");
        await run.Step("index", figures => Write(job, view, passages, vectors, figures, cancel), cancel);
        return passages.Count;
    }

    private async Task<IReadOnlyList<ReadOnlyMemory<float>>> Embed(
        List<Passage> passages, Dictionary<string, double> figures, CancellationToken cancel)
    {
        var vectors = await index.Embed(passages, cancel);
        figures["vectors"] = vectors.Count;
        return vectors;
    }

    private Task<int> Write(
        ClaimedJob job, DocumentView view, List<Passage> passages, IReadOnlyList<ReadOnlyMemory<float>> vectors,
        Dictionary<string, double> figures, CancellationToken cancel) => database.Query(
            job.TenantId,
            async connection =>
            {
                await JobQueue.HoldLease(connection, job.JobId, job.Attempt);
                await index.Write(connection, job.TenantId, view.Id, view.Filename, passages, vectors, cancel);
                figures["chunks"] = passages.Count;
                return passages.Count;
            },
            cancel);

    private async Task<List<Passage>> Chunk(ClaimedJob job, DocumentView view, int pageCount, Dictionary<string, double> figures, CancellationToken cancel)
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
        figures["chunks"] = passages.Count;
        return passages;
    }

    private static DocumentProblem? Doubt(ReadQuality quality) => quality switch
    {
        { View.Confidence: null } => new DocumentProblem(
            "no_text", "No text was found on any page, neither in a text layer nor by OCR. Check that the scan is legible and the right way up."),
        { View.Confidence: < TooDoubtful } => new DocumentProblem(
            "text_doubtful", "The text was recognised with too little confidence to be cited. Scan it again at 300 dpi, or look at its pages."),
        _ => null,
    };
}
