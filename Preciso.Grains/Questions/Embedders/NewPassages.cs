using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core.Events;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Questions.Embedders;

/// <summary>
/// A document that was read is found by its words at once; its vectors of meaning, where its tenant has an embedder, follow.
/// </summary>
internal sealed class NewPassages : IEventConsumer
{
    public string Group => "questions";

    public async Task Handle(IReadOnlyList<LoggedEvent> events, NpgsqlConnection connection, CancellationToken cancel)
    {
        foreach (var read in events.Where(happened => happened.Name == DocumentEmbedded.EventName).GroupBy(happened => happened.Caller))
        {
            await TenantScope.Enter(connection, read.Key.TenantId, cancel);
            if (await EmbedderStore.Names(connection, read.Key.TenantId) != (null, null))
            {
                await JobQueue.Enqueue(connection, read.Key, [.. read.Select(FollowUp)]);
            }
        }
    }

    private static NewJob FollowUp(LoggedEvent happened)
    {
        var read = happened.As<DocumentEmbedded>();
        return new NewJob(Guid.CreateVersion7(), QuestionJobs.Embed, $"{read.DocumentId}/{read.JobId}", read.DocumentId);
    }
}
