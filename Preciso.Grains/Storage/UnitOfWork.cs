using System.Text.Json;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Preciso.Grains.Jobs;
using Preciso.Jobs;

namespace Preciso.Grains.Storage;

/// <summary>What one grain call writes: its row, its events, its audit lines, its jobs. All of it is one transaction.</summary>
public sealed class UnitOfWork(NpgsqlConnection connection, Caller caller, string grain, string key, DateTimeOffset now)
{
    private readonly List<(string Name, int Version, string Data)> _events = [];
    private readonly List<AuditLine> _audit = [];
    private readonly List<AuditLine> _refused = [];
    private readonly List<NewJob> _jobs = [];
    private readonly HashSet<Change> _changes = [];
    private readonly List<Guid> _stopped = [];
    private bool _eventsWritten;
    private bool _wakeWorkers;

    public Caller Caller => caller;

    /// <summary>One instant for everything that this call writes.</summary>
    public DateTimeOffset Now => now;

    public NpgsqlConnection Connection => connection;

    /// <summary>Tells the world, and puts it on the audit trail.</summary>
    public void Emit<TEvent>(TEvent happened) where TEvent : IEvent
    {
        var data = JsonSerializer.Serialize(happened, PrecisoJson.Options);
        _events.Add((TEvent.EventName, TEvent.EventVersion, data));
        _audit.Add(new AuditLine(TEvent.EventName, (happened as IAboutJob)?.JobId, (happened as IAboutDocument)?.DocumentId, data));
    }

    /// <summary>A line on the audit trail for what is no event of this grain.</summary>
    /// <param name="detail">JSON.</param>
    public void RecordAudit(string action, Guid? jobId, Guid? documentId, string detail = "{}") => _audit.Add(new AuditLine(action, jobId, documentId, detail));

    /// <summary>A line about what was tried and refused, where the refusal itself is kept: a wrong password counts.</summary>
    public void RecordRefusal(string action, Guid? jobId, Guid? documentId, string detail) => _refused.Add(new AuditLine(action, jobId, documentId, detail));

    public void Enqueue(NewJob job)
    {
        _jobs.Add(job);
        Announce(job.DocumentId, job.JobId);
    }

    /// <summary>People who look at this document or job are told once the transaction is committed.</summary>
    public void Announce(Guid? documentId, Guid? jobId) => _changes.Add(new Change(caller.TenantId, documentId, jobId));

    /// <summary>The worker that runs this job, in whichever silo, is told to stop once the transaction is committed.</summary>
    public void StopWorker(Guid jobId) => _stopped.Add(jobId);

    public void WakeWorkers() => _wakeWorkers = true;

    /// <summary>A statement of the grain has written events of its own.</summary>
    public void EventsWritten() => _eventsWritten = true;

    /// <summary>Writes one row; anything but exactly one row written means that somebody else was there in between.</summary>
    public async Task WriteOne(string sql, object parameters)
    {
        if (await connection.ExecuteAsync(sql, parameters) != 1)
        {
            throw new ProblemException(ProblemKind.Conflict, "changed_meanwhile", "It was changed by someone else at the same moment. Try again.");
        }
    }

    /// <summary>Refuses a worker whose lease on the job is gone.</summary>
    public Task HoldLease(JobLease lease) => JobQueue.HoldLease(connection, lease);

    /// <summary>The last thing before the commit, in one round trip.</summary>
    internal async Task Flush()
    {
        if (_events.Count + _audit.Count + _refused.Count + _jobs.Count == 0)
        {
            return;
        }
        await using var batch = new NpgsqlBatch(connection);
        if (_events.Count > 0)
        {
            batch.BatchCommands.Add(WriteEvents());
        }
        if (_audit.Count > 0)
        {
            batch.BatchCommands.Add(AuditLine.Insertion(caller, _audit, AuditLine.Done, now));
        }
        if (_refused.Count > 0)
        {
            batch.BatchCommands.Add(AuditLine.Insertion(caller, _refused, AuditLine.Refused, now));
        }
        if (_jobs.Count > 0)
        {
            batch.BatchCommands.Add(JobQueue.Insertion(caller, _jobs));
        }
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>After the commit. Telling is not part of the transaction, because NOTIFY lets only one commit at a time through.</summary>
    internal void Publish(Notifications notifications) => notifications.Publish(
        _changes, jobs: _wakeWorkers || _jobs.Count > 0, events: _eventsWritten || _events.Count + _audit.Count + _refused.Count + _jobs.Count > 0, stopped: _stopped);

    // The grain's row is locked, so nobody else numbers the same grain's events; the unique constraint stands behind that.
    private NpgsqlBatchCommand WriteEvents() => new(
        """
        INSERT INTO events (tenant_id, grain, key, position, name, version, data, user_id, occurred_at)
        SELECT $1, $3, $4, coalesce((SELECT max(position) FROM events WHERE grain = $3 AND key = $4), 0) + e.n, e.name, e.version, e.data, $2, $5
        FROM unnest($6, $7, $8) WITH ORDINALITY AS e (name, version, data, n)
        ORDER BY e.n
        """)
    {
        Parameters =
        {
            new() { Value = caller.TenantId }, new() { Value = caller.UserId }, new() { Value = grain }, new() { Value = key },
            new() { Value = now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            new() { Value = _events.Select(e => e.Name).ToArray() }, new() { Value = _events.Select(e => e.Version).ToArray() },
            new() { Value = _events.Select(e => e.Data).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb },
        },
    };
}
