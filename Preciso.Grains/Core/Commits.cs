using Npgsql;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Core;

/// <summary>
/// Units of work that read first: a transaction, which ends in the same round trip as it writes. What needs no reading goes by
/// <see cref="GroupCommit"/>.
/// </summary>
public static class Commits
{
    private const int Tries = 5;

    /// <summary>Decides in a transaction. Deadlocks and serialization failures run it again from the start.</summary>
    public static async Task<T> Commit<T>(this Database database, Caller caller, string grain, string key, Func<UnitOfWork, Task<T>> decide)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await CommitOnce(database, caller, grain, key, decide);
            }
            catch (PostgresException e) when (attempt < Tries
                && e.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 25 * attempt)), database.Time);
            }
        }
    }

    /// <summary>A line on the audit trail by itself: for what was refused, and so left nothing else to write.</summary>
    public static async Task RecordAudit(this Database database, Caller caller, AuditLine line)
    {
        await database.Query(
            caller.TenantId,
            async connection =>
            {
                await AuditLine.Write(connection, caller, line, database.Time.GetUtcNow());
                return true;
            },
            CancellationToken.None);
        database.Announcements.Publish([], events: true);
    }

    /// <summary>PostgreSQL keeps microseconds; a view must show the same instant before and after it was stored.</summary>
    internal static DateTimeOffset Now(this Database database)
    {
        var now = database.Time.GetUtcNow();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), now.Offset);
    }

    private static async Task<T> CommitOnce<T>(Database database, Caller caller, string grain, string key, Func<UnitOfWork, Task<T>> decide)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await TenantScope.Enter(connection, caller.TenantId);
        var unit = new UnitOfWork(caller, grain, key, database.Now(), connection);
        var view = await decide(unit);
        await using var batch = new NpgsqlBatch(connection);
        Fill(batch, caller.TenantId, [], [unit]);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        try
        {
            await batch.ExecuteNonQueryAsync();
        }
        catch (PostgresException refused) when (Meaning(refused, [unit]) is { } meaning)
        {
            throw meaning;
        }
        unit.Publish(database.Announcements);
        return view;
    }

    /// <summary>What the refusal says to whoever decided these; null where it says nothing that we know.</summary>
    internal static Exception? Meaning(PostgresException refused, IReadOnlyList<UnitOfWork> units) =>
        units.Select(unit => unit.Meaning(refused)).OfType<Exception>().FirstOrDefault() ?? Meaning(refused);

    /// <summary>Events of a grain that somebody else has numbered meanwhile are as good a sign of them as the row's version.</summary>
    private static ProblemException? Meaning(PostgresException refused) =>
        refused.SqlState == SqlStates.ChangedMeanwhile || refused is { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "events" }
            ? ProblemException.ChangedMeanwhile()
            : null;

    // A row before its events: who has written the row numbers them.
    internal static void Fill(NpgsqlBatch batch, Guid tenantId, IEnumerable<NpgsqlBatchCommand> rows, IReadOnlyList<UnitOfWork> units)
    {
        foreach (var statement in rows.Concat(units.SelectMany(unit => unit.Statements)))
        {
            batch.BatchCommands.Add(Statement.Copy(statement)); // one that was sent belongs to its batch, and may have to be sent again
        }
        var events = units.SelectMany(unit => unit.Events).ToList();
        if (events.Count > 0)
        {
            batch.BatchCommands.Add(Outbox.Insertion(tenantId, events));
        }
        var audit = units.SelectMany(unit => unit.Audit).ToList();
        if (audit.Count > 0)
        {
            batch.BatchCommands.Add(AuditLine.Insertion(tenantId, audit));
        }
    }
}
