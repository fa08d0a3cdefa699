using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Jobs;
using Preciso.Grains.Core.Events;
using Preciso.Jobs;

namespace Preciso.Grains.Documents;

/// <summary>When an ingest job ends without its result, whoever ended it, its document says so.</summary>
public sealed class FailedIngests(IGrains grains) : IEventConsumer
{
    public string Group => "documents";

    public async Task Handle(IReadOnlyList<LoggedEvent> events, NpgsqlConnection connection, CancellationToken cancel)
    {
        foreach (var happened in events.Where(IsFailure))
        {
            var job = happened.As<JobFailed>(); // all three have the same fields
            if (job is { DocumentId: { } documentId, Error: { } error } && job.Kind == DocumentJobs.Ingest.Name)
            {
                await grains.Get<IDocumentGrain>(documentId, happened.Caller).FailIngest(new FailIngest(job.JobId, error.Code, error.Detail));
            }
        }
    }

    private static bool IsFailure(LoggedEvent happened) =>
        happened.Name == JobFailed.EventName || happened.Name == JobDeadLettered.EventName || happened.Name == JobCanceled.EventName;
}
