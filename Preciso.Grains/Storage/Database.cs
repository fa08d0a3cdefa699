using System.Data;
using Npgsql;

namespace Preciso.Grains.Storage;

/// <summary>
/// The way to PostgreSQL, as the role that row-level security binds. Every transaction says first whose data it is about;
/// one that does not sees no rows.
/// </summary>
public sealed class Database(NpgsqlDataSource source, Announcements announcements, TimeProvider time)
{
    internal NpgsqlDataSource Source => source;

    internal Announcements Announcements => announcements;

    internal TimeProvider Time => time;

    /// <summary>Runs a query in a transaction of one tenant.</summary>
    public Task<T> Query<T>(Guid tenantId, Func<NpgsqlConnection, Task<T>> query, CancellationToken cancel) =>
        Within(IsolationLevel.ReadCommitted, tenantId, query, cancel);

    /// <summary>The same where all statements have to see one and the same moment.</summary>
    public Task<T> Snapshot<T>(Guid tenantId, Func<NpgsqlConnection, Task<T>> query, CancellationToken cancel) =>
        Within(IsolationLevel.RepeatableRead, tenantId, query, cancel);

    /// <summary>Statements of one tenant, in one trip that is one transaction.</summary>
    public async Task Write(Guid tenantId, IEnumerable<NpgsqlBatchCommand> statements, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var batch = Batch(connection, tenantId, statements);
        await batch.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Queries of one tenant, in one trip; <paramref name="read"/> finds the results in their order.</summary>
    public async Task<T> Read<T>(
        Guid tenantId, IEnumerable<NpgsqlBatchCommand> queries, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var batch = Batch(connection, tenantId, queries);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel); // the first says whose data it is about
        return await read(reader);
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

    private static NpgsqlBatch Batch(NpgsqlConnection connection, Guid tenantId, IEnumerable<NpgsqlBatchCommand> statements) =>
        Statement.Batch(connection, [TenantScope.Entry(tenantId), .. statements]);

    private async Task<T> Within<T>(
        IsolationLevel isolation, Guid tenantId, Func<NpgsqlConnection, Task<T>> query, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(isolation, cancel);
        await TenantScope.Enter(connection, tenantId, cancel);
        var result = await query(connection);
        await transaction.CommitAsync(cancel);
        return result;
    }
}
