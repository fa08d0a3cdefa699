using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Core;

/// <summary>
/// What one grain call decides: its statements, its events, its audit lines. All of it is committed together or not at all.
/// </summary>
/// <param name="connection">Of the call's own transaction; null where the call decides in memory.</param>
public sealed class UnitOfWork(Caller caller, string grain, string key, DateTimeOffset now, NpgsqlConnection? connection)
{
    private readonly List<LoggedLine> _events = [];
    private readonly List<AuditLine> _audit = [];
    private readonly List<NpgsqlBatchCommand> _statements = [];
    private readonly List<Func<PostgresException, Exception?>> _refusals = [];
    private readonly HashSet<Change> _changes = [];
    private readonly List<Guid> _stopped = [];
    private bool _eventsWritten;
    private bool _wakeWorkers;

    public Caller Caller => caller;

    /// <summary>One instant for everything that this call writes.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Inside the transaction, for what has to be read before it can be decided.</summary>
    public NpgsqlConnection Connection =>
        connection ?? throw new InvalidOperationException("This call decides in memory; it has no transaction to read in.");

    internal IReadOnlyList<NpgsqlBatchCommand> Statements => _statements;

    internal IReadOnlyList<LoggedLine> Events => _events;

    internal IReadOnlyList<(Caller By, DateTimeOffset At, AuditLine Line)> Audit => [.. _audit.Select(line => (caller, now, line))];

    internal bool IsEmpty => _events.Count + _audit.Count + _statements.Count == 0;

    /// <summary>Tells the world, and puts it on the audit trail.</summary>
    public void Emit<TEvent>(TEvent happened) where TEvent : IEvent
    {
        var data = JsonSerializer.Serialize(happened, PrecisoJson.Options);
        _events.Add(new LoggedLine(caller.UserId, grain, key, TEvent.EventName, TEvent.EventVersion, data, now));
        _audit.Add(new AuditLine(TEvent.EventName, (happened as IAboutJob)?.JobId, (happened as IAboutDocument)?.DocumentId, data));
    }

    /// <summary>A line on the audit trail for what is no event of this grain.</summary>
    /// <param name="detail">JSON.</param>
    public void RecordAudit(string action, Guid? jobId, Guid? documentId, string detail = "{}") =>
        _audit.Add(new AuditLine(action, jobId, documentId, detail));

    /// <summary>A line about what was tried and refused, where the refusal itself is kept: a wrong password counts.</summary>
    public void RecordRefusal(string action, Guid? jobId, Guid? documentId, string detail) =>
        _audit.Add(new AuditLine(action, jobId, documentId, detail, AuditLine.Refused));

    /// <summary>Is written with the rest, in the order of adding.</summary>
    /// <param name="refused">What it means where PostgreSQL refuses it; null, from it or instead of it, for nothing that we know.</param>
    public void Add(NpgsqlBatchCommand statement, Func<PostgresException, Exception?>? refused = null)
    {
        _statements.Add(statement);
        if (refused is not null)
        {
            _refusals.Add(refused);
        }
    }

    /// <summary>People who look at this document or job are told once the transaction is committed.</summary>
    public void Announce(Guid? documentId, Guid? jobId) => _changes.Add(new Change(caller.TenantId, documentId, jobId));

    /// <summary>The same of people who look at this conversation.</summary>
    public void AnnounceThread(Guid threadId) => _changes.Add(new Change(caller.TenantId, null, null, ThreadId: threadId));

    /// <summary>The worker that runs this job, in whichever silo, is told to stop once the transaction is committed.</summary>
    public void StopWorker(Guid jobId) => _stopped.Add(jobId);

    public void WakeWorkers() => _wakeWorkers = true;

    /// <summary>A statement of the grain writes events of its own.</summary>
    public void EventsWritten() => _eventsWritten = true;

    /// <summary>Writes one row now; anything but exactly one row written means that somebody else was there in between.</summary>
    public async Task WriteOne(string sql, object parameters)
    {
        if (await Connection.ExecuteAsync(sql, parameters) != 1)
        {
            throw ProblemException.ChangedMeanwhile();
        }
    }

    /// <summary>What it means that PostgreSQL refused one of the statements: SQLSTATEs tell them apart.</summary>
    internal Exception? Meaning(PostgresException refused) =>
        _refusals.Select(meaning => meaning(refused)).FirstOrDefault(meaning => meaning is not null);

    /// <summary>After the commit. Telling is not part of the transaction, because NOTIFY lets only one commit at a time through.</summary>
    internal void Publish(Announcements announcements) =>
        announcements.Publish(_changes, jobs: _wakeWorkers, events: _eventsWritten || _events.Count + _audit.Count > 0, stopped: _stopped);
}
