using Preciso.Documents;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents.Library;

/// <summary>What was deleted with a document comes back with it, each by its own grain.</summary>
public sealed class RestoredPartsHandler(IGrains grains, Database database) : IJobHandler
{
    public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
    {
        var (job, parent) = (run.Job, run.Job.DocumentId!.Value);
        foreach (var part in await database.Query(job.TenantId, connection => DocumentStore.WentWith(parent, connection), cancel))
        {
            cancel.ThrowIfCancellationRequested();
            await grains.Get<IDocumentGrain>(part, job.Caller).RestorePart(new RestorePart(parent));
        }
        return JobResult.Done;
    }
}
