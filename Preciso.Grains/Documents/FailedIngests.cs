using System.Text.Json;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core.Events;
using Preciso.Grains.Jobs;
using Preciso.Jobs;

namespace Preciso.Grains.Documents;

/// <summary>
/// When an ingest job ends without its result, whoever ended it, its document says so, by a job that follows. Jobs of no other kind have
/// one that follows, so that job has none itself.
/// </summary>
public sealed class FailedIngests : IEventConsumer
{
    public string Group => "documents";

    public async Task Handle(IReadOnlyList<LoggedEvent> events, NpgsqlConnection connection, CancellationToken cancel)
    {
        foreach (var happened in events.Where(IsFailure))
        {
            var job = happened.As<JobFailed>(); // all three have the same fields
            if (job is { DocumentId: { } documentId, Error: { } error } && job.Kind == DocumentJobs.Ingest.Name)
            {
                var failure = new FailIngest(job.JobId, error.Code, error.Detail);
                await JobQueue.Enqueue(connection, happened.Caller, [FollowUp(happened, documentId, failure)]);
            }
        }
    }

    /// <summary>
    /// One for each event: a job may end twice in one attempt, canceled, sent to wait again, and canceled before it began.
    /// </summary>
    private static NewJob FollowUp(LoggedEvent happened, Guid documentId, FailIngest failure) => new(
        Guid.CreateVersion7(), DocumentJobs.FollowFailedIngest, $"{failure.JobId}/{happened.Position}", documentId,
        Args: JsonSerializer.Serialize(failure, PrecisoJson.Options));

    private static bool IsFailure(LoggedEvent happened) =>
        happened.Name == JobFailed.EventName || happened.Name == JobDeadLettered.EventName || happened.Name == JobCanceled.EventName;
}
