using Npgsql;

namespace Preciso.Grains.Storage;

/// <summary>
/// The way to PostgreSQL, as the role that row-level security binds. Every transaction says first whose data it is about;
/// one that does not sees no rows.
/// </summary>
public sealed class Database(NpgsqlDataSource source, Notifications notifications, TimeProvider time)
{
    private const int Tries = 5;

    /// <summary>Runs a query in a transaction of one tenant.</summary>
    public async Task<T> Query<T>(Guid tenantId, Func<NpgsqlConnection, Task<T>> query, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await Begin(connection, tenantId, cancel);
        var result = await query(connection);
        await transaction.CommitAsync(cancel);
        return result;
    }

    /// <summary>Calls one of the doors through the tenant wall: the SECURITY DEFINER functions of the schema.</summary>
    public async Task<T> Across<T>(Func<NpgsqlConnection, Task<T>> door, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await door(connection);
    }

    /// <summary>A transaction of no one tenant, for the log and its readers.</summary>
    public async Task<T> Transact<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var result = await work(connection);
        await transaction.CommitAsync(cancel);
        return result;
    }

    /// <summary>One unit of work of a grain. Deadlocks and serialization failures run it again from the start.</summary>
    public async Task<T> Commit<T>(Caller caller, string grain, string key, Func<UnitOfWork, Task<T>> decide)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await CommitOnce(caller, grain, key, decide);
            }
            catch (PostgresException e) when (attempt < Tries
                && e.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 25 * attempt)), time);
            }
        }
    }

    /// <summary>A line on the audit trail by itself: for what was refused, and so left nothing else to write.</summary>
    public async Task RecordAudit(Caller caller, AuditLine line, string outcome)
    {
        await Query(
            caller.TenantId,
            async connection =>
            {
                await AuditLine.Write(connection, caller, line, outcome, time.GetUtcNow());
                return true;
            },
            CancellationToken.None);
        notifications.Publish([], events: true);
    }

    /// <summary>A refusal passes several doors on its way out; the first of them records it.</summary>
    public async Task RecordRefusal(Caller caller, AuditLine line, ProblemException refused)
    {
        if (!refused.IsAudited)
        {
            await RecordAudit(caller, line, AuditLine.Refused);
            refused.IsAudited = true;
        }
    }

    private async Task<T> CommitOnce<T>(Caller caller, string grain, string key, Func<UnitOfWork, Task<T>> decide)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await Begin(connection, caller.TenantId, CancellationToken.None);
        var unit = new UnitOfWork(connection, caller, grain, key, Microseconds(time.GetUtcNow()));
        var view = await decide(unit);
        await unit.Flush();
        await transaction.CommitAsync();
        unit.Publish(notifications);
        return view;
    }

    private static async Task<NpgsqlTransaction> Begin(NpgsqlConnection connection, Guid tenantId, CancellationToken cancel)
    {
        var transaction = await connection.BeginTransactionAsync(cancel);
        await using var command = new NpgsqlCommand("SELECT set_config('preciso.tenant', $1, true)", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = tenantId.ToString() } },
        };
        await command.ExecuteNonQueryAsync(cancel);
        return transaction;
    }

    /// <summary>PostgreSQL keeps microseconds; a view must show the same instant before and after it was stored.</summary>
    private static DateTimeOffset Microseconds(DateTimeOffset instant) =>
        new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMicrosecond), instant.Offset);
}
