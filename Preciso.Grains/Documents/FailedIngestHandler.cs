using Preciso.Documents;
using Preciso.Grains.Jobs;

namespace Preciso.Grains.Documents;

/// <summary>Has a document say that its reading ended without a result, if that is still so.</summary>
public sealed class FailedIngestHandler(IGrains grains) : IJobHandler
{
    public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
    {
        await grains.Get<IDocumentGrain>(run.Job.DocumentId!.Value, run.Job.Caller).FailIngest(run.Args<FailIngest>());
        return JobResult.Done;
    }
}
