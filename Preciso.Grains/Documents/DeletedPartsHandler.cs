using Preciso.Documents;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents;

/// <summary>
/// What came out of a deleted document goes too, each by its own grain, which says whether it really has nobody else; and what came out of
/// that by a job of its own. Those that are gone already are not found again.
/// </summary>
public sealed class DeletedPartsHandler(IGrains grains, Database database) : IJobHandler
{
    public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
    {
        var job = run.Job;
        var parts = await database.Query(job.TenantId, connection => DocumentStore.Parts(job.DocumentId!.Value, connection), cancel);
        foreach (var part in parts)
        {
            cancel.ThrowIfCancellationRequested();
            await grains.Get<IDocumentGrain>(part, job.Caller).DeletePart(new DeletePart(job.DocumentId));
        }
        return JobResult.Done;
    }
}
