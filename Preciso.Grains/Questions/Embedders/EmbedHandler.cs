using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Grains.Questions.Indexing;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Embedders;

/// <summary>
/// Makes a document's vectors by each embedder of its tenant, the serving and the coming one, in batches that are kept: an attempt goes on
/// where the one before died. Read again meanwhile, the document has other passages, and a job of their own.
/// </summary>
internal sealed class EmbedHandler(Database database, IGrains grains, EmbedderCatalog catalog) : IJobHandler
{
    private const int AtOnce = 32;

    public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
    {
        var job = run.Job;
        await run.Step("embed", figures => EmbedAll(run, figures, cancel), cancel);
        await grains.Get<IEmbedderGrain>(job.TenantId, job.Caller).Settle(new SettleEmbedder());
        return JobResult.Done;
    }

    private async Task<int> EmbedAll(JobRun run, Dictionary<string, double> figures, CancellationToken cancel)
    {
        var (tenant, document) = (run.Job.TenantId, run.Job.DocumentId!.Value);
        var embedders = await database.Query(
            tenant, connection => DocumentVectors.Missing(connection, tenant, document), cancel);
        var made = 0;
        foreach (var embedder in embedders)
        {
            made += await Embed(run, catalog.Require(embedder).Card, cancel);
        }
        figures["vectors"] = made;
        return made;
    }

    private async Task<int> Embed(JobRun run, EmbedderCard card, CancellationToken cancel)
    {
        var (tenant, document) = (run.Job.TenantId, run.Job.DocumentId!.Value);
        var (after, seen, made) = (0L, 0, 0);
        while (true)
        {
            var passages = await database.Query(
                tenant, connection => DocumentVectors.Passages(connection, document, card.Name, after, AtOnce), cancel);
            if (passages.Count == 0)
            {
                break;
            }
            run.Report(100 * seen / passages[0].Total, "embedding");
            made += await Embed(run, card, [.. passages.Where(p => !p.Done && card.Languages.Knows(p.Text))], cancel);
            (after, seen) = (passages[^1].ChunkId, seen + passages.Count);
        }
        run.Add(DocumentVectors.Completion(tenant, document, card.Name, after));
        await run.Save(cancel);
        return made;
    }

    private async Task<int> Embed(JobRun run, EmbedderCard card, IReadOnlyList<PassageText> passages, CancellationToken cancel)
    {
        if (passages.Count > 0)
        {
            var worker = grains.Get<IEmbeddingWorker>(ChunkIndex.AnyKey, run.Job.Caller);
            var vectors = await worker.Encode(new EncodeTexts(card.Name, [.. passages.Select(passage => passage.Text)]), cancel);
            run.Add(DocumentVectors.Insertion(card.Name, passages, vectors));
            await run.Save(cancel);
        }
        return passages.Count;
    }
}
