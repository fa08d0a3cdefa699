using Preciso.Documents;
using Preciso.Grains.Documents;
using Preciso.Jobs;

namespace Preciso.Bench.Chaos;

/// <summary>What a history has left in PostgreSQL, and what must be true of it whatever went wrong.</summary>
public sealed class ChaosRecord
{
    private static readonly HashSet<(DocumentState From, DocumentState To)> Allowed = [
        .. DocumentLife.Table.Select(row => (row.From, row.To))];

    private readonly IReadOnlyList<DocumentRow> _documents;
    private readonly ILookup<string, EventRow> _events;
    private readonly ILookup<Guid, WrittenRow> _written;
    private readonly IReadOnlyList<JobRow> _jobs;
    private readonly long _heads;

    private ChaosRecord(
        IReadOnlyList<DocumentRow> documents, IReadOnlyList<EventRow> events, IReadOnlyList<WrittenRow> written,
        IReadOnlyList<JobRow> jobs, long heads)
    {
        (_documents, _jobs, _heads) = (documents, jobs, heads);
        _events = events.ToLookup(happened => happened.Thing);
        _written = written.ToLookup(row => row.DocumentId);
    }

    public static async Task<ChaosRecord> Read(ChaosCluster cluster) => new(
        await cluster.Rows<DocumentRow>(
            "SELECT document_id, state, version::bigint, chunks::bigint, (SELECT count(*) FROM chunks c WHERE c.document_id = "
            + "d.document_id) AS stored FROM documents d"),
        await cluster.Rows<EventRow>(
            "SELECT grain || '/' || key AS thing, position, name, data ->> 'worker' AS worker, occurred_at, log_offset FROM events ORDER "
            + "BY event_id"),
        await cluster.Rows<WrittenRow>("SELECT document_id, version, state FROM written ORDER BY written_id"),
        await cluster.Rows<JobRow>("SELECT job_id, state FROM jobs"),
        await cluster.Ask<long>("SELECT head FROM event_log"));

    /// <param name="uploaded">The documents of which somebody was told that they are there, by file.</param>
    public IEnumerable<string> Violations(IReadOnlyDictionary<int, Guid> uploaded) =>
    [
        .. uploaded.Where(file => _documents.All(document => document.DocumentId != file.Value))
            .Select(file => $"File {file.Key} was accepted and is lost."),
        .. _documents.Count > uploaded.Count
            ? [$"{uploaded.Count} files have become {_documents.Count} documents."]
            : Array.Empty<string>(),
        .. _documents.SelectMany(Life), .. _jobs.SelectMany(Work), .. _events.SelectMany(Positions), .. Log(),
    ];

    /// <summary>For each job that a silo had in hand when it was hit: how long until the next attempt.</summary>
    public IEnumerable<TimeSpan> TakeUps(IReadOnlyList<Fault> faults) =>
        from job in _jobs
        let story = _events[$"job/{job.JobId}"].OrderBy(happened => happened.Position).ToList()
        from started in story.Where(happened => happened.Name == JobStarted.EventName)
        let next = story.FirstOrDefault(happened => happened.Position > started.Position)
        where next?.Name == JobRetrying.EventName
        let again = story.FirstOrDefault(happened => happened.Position > started.Position && happened.Name == JobStarted.EventName)
        let hit = faults.Where(fault => fault.ProcessId is { } id && started.Worker!.Contains($":{id}:") && fault.At > started.At
            && fault.At < next.At).MinBy(fault => fault.At)
        where again is not null && hit is not null
        select again.At - hit.At;

    private IEnumerable<string> Life(DocumentRow document)
    {
        var written = _written[document.DocumentId].ToList();
        if (document.State != "ready")
        {
            yield return $"Document {document.DocumentId} is stuck in {document.State}.";
        }
        if (!written.Select(row => row.Version).SequenceEqual(Enumerable.Range(1, (int)document.Version).Select(version => (long)version)))
        {
            yield return $"Document {document.DocumentId} is at version {document.Version}, and was written as "
                + $"{string.Join(", ", written.Select(row => row.Version))}: by a stale activation.";
        }
        foreach (var (before, after) in written.Zip(written.Skip(1))
            .Where(pair => !Allowed.Contains((State(pair.First), State(pair.Second))) && pair.First.State != pair.Second.State))
        {
            yield return $"Document {document.DocumentId} went from {before.State} to {after.State}, which its life does not know.";
        }
        if (document.Chunks != document.Stored)
        {
            yield return $"Document {document.DocumentId} has {document.Stored} of its {document.Chunks} chunks.";
        }
        var names =
            _events[$"document/{document.DocumentId}"].OrderBy(happened => happened.Position).Select(happened => happened.Name).ToList();
        if (names.Count(name => name == DocumentUploaded.EventName) != 1 || names.Count(name => name == DocumentEmbedded.EventName) != 1
            || names[0] != DocumentUploaded.EventName || names[^1] != DocumentEmbedded.EventName
            || !names.Contains(DocumentParsed.EventName))
        {
            yield return $"Document {document.DocumentId} tells the story {string.Join(", ", names)}.";
        }
    }

    private IEnumerable<string> Work(JobRow job)
    {
        var names = _events[$"job/{job.JobId}"].Select(happened => happened.Name).ToList();
        if (job.State != "completed" || names.Count(name => name == JobCompleted.EventName) != 1)
        {
            yield return $"Job {job.JobId} is {job.State} and tells the story {string.Join(", ", names)}.";
        }
    }

    private static IEnumerable<string> Positions(IGrouping<string, EventRow> thing) =>
        thing.Select(happened => happened.Position).Order()
            .SequenceEqual(Enumerable.Range(1, thing.Count()).Select(position => (long)position))
            ? []
            : [$"The events of {thing.Key} have gaps."];

    private IEnumerable<string> Log() =>
        _events.SelectMany(thing => thing).Select(happened => happened.LogOffset).Order()
            .SequenceEqual(Enumerable.Range(1, (int)_heads).Select(offset => (long?)offset))
            ? []
            : ["The log has gaps, or events twice."];

    private static DocumentState State(WrittenRow row) => Snake.Parse<DocumentState>(row.State);

    private sealed record DocumentRow(Guid DocumentId, string State, long Version, long? Chunks, long Stored);

    private sealed record EventRow(string Thing, long Position, string Name, string? Worker, DateTime OccurredAt, long? LogOffset)
    {
        public DateTimeOffset At => new(DateTime.SpecifyKind(OccurredAt, DateTimeKind.Utc));
    }

    private sealed record WrittenRow(Guid DocumentId, long Version, string State);

    private sealed record JobRow(Guid JobId, string State);
}
