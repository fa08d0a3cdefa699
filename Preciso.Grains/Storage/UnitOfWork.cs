using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Grains.Jobs;
using Preciso.Jobs;

namespace Preciso.Grains.Storage;

/// <summary>What one grain call writes: its row, its events, its jobs. All of it is one transaction.</summary>
public sealed class UnitOfWork(NpgsqlConnection connection, Caller caller, string grain, string key, DateTimeOffset now)
{
    private readonly List<(string Name, string Data)> _events = [];
    private readonly List<NewJob> _jobs = [];
    private readonly HashSet<Change> _changes = [];

    public Caller Caller => caller;

    /// <summary>One instant for everything that this call writes.</summary>
    public DateTimeOffset Now => now;

    public NpgsqlConnection Connection => connection;

    public void Emit<TEvent>(TEvent happened) where TEvent : IEvent =>
        _events.Add((TEvent.EventName, JsonSerializer.Serialize(happened, PrecisoJson.Options)));

    public void Enqueue(NewJob job)
    {
        _jobs.Add(job);
        Announce(job.DocumentId, job.JobId);
    }

    /// <summary>People who look at this document or job are told once the transaction is committed.</summary>
    public void Announce(Guid? documentId, Guid? jobId) => _changes.Add(new Change(caller.TenantId, documentId, jobId));

    /// <summary>Writes one row; anything but exactly one row written means that somebody else was there in between.</summary>
    public async Task WriteOne(string sql, object parameters)
    {
        if (await connection.ExecuteAsync(sql, parameters) != 1)
        {
            throw new ProblemException(ProblemKind.Conflict, "changed_meanwhile", "It was changed by someone else at the same moment. Try again.");
        }
    }

    /// <summary>Refuses a worker whose lease on the job is gone.</summary>
    public Task HoldLease(Guid jobId, int attempt) => JobQueue.HoldLease(connection, jobId, attempt);

    internal async Task Flush()
    {
        if (_events.Count > 0)
        {
            await WriteEvents();
        }
        foreach (var job in _jobs)
        {
            await JobQueue.Insert(connection, caller, job, now);
        }
        foreach (var change in _changes)
        {
            await Notifications.Announce(connection, change);
        }
        if (_jobs.Count > 0)
        {
            await Notifications.WakeWorkers(connection);
        }
    }

    // The grain's row is locked, so nobody else numbers the same grain's events; the unique constraint stands behind that.
    private Task WriteEvents() => connection.ExecuteAsync(
        """
        INSERT INTO events (tenant_id, grain, key, position, name, data, user_id, occurred_at)
        SELECT @TenantId, @grain, @key, coalesce((SELECT max(position) FROM events WHERE grain = @grain AND key = @key), 0) + e.n,
               e.name, e.data::jsonb, @UserId, @now
        FROM unnest(@names, @data) WITH ORDINALITY AS e (name, data, n)
        ORDER BY e.n
        """,
        new
        {
            caller.TenantId,
            caller.UserId,
            grain,
            key,
            now,
            names = _events.Select(e => e.Name).ToArray(),
            data = _events.Select(e => e.Data).ToArray(),
        });
}
