using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>What a worker writes, it writes under its lease: all of it, or nothing once the lease is gone.</summary>
public static class Leases
{
    /// <summary>
    /// Refuses a worker whose lease is gone. Until the transaction ends the row stays locked against a new claim, but not against
    /// heartbeats.
    /// </summary>
    public static NpgsqlBatchCommand Hold(JobLease lease) => Statement.From(
        $"""
        SELECT require_one(count(*), '{SqlStates.LeaseLost}')
        FROM (SELECT FROM jobs WHERE job_id = @JobId AND lease = @Token FOR KEY SHARE) held
        """,
        new { lease.JobId, lease.Token });

    /// <summary>Statements of a worker, in one trip that is one transaction.</summary>
    public static Task Write(
        this Database database, ClaimedJob job, IEnumerable<NpgsqlBatchCommand> statements, CancellationToken cancel) => Held(
        job.Lease,
        async () =>
        {
            await database.Write(job.TenantId, statements.Prepend(Hold(job.Lease)), cancel);
            return true;
        });

    /// <summary>The same for one that tells what it wrote; <paramref name="read"/> finds that.</summary>
    public static Task<T> Write<T>(
        this Database database, ClaimedJob job, NpgsqlBatchCommand statement, Func<NpgsqlDataReader, Task<T>> read,
        CancellationToken cancel) => Held(
        job.Lease,
        () => database.Read(
            job.TenantId, [Hold(job.Lease), statement],
            async reader =>
            {
                await reader.NextResultAsync(cancel);
                return await read(reader);
            },
            cancel));

    /// <summary>A transaction of a worker that has to read before it can write.</summary>
    public static Task<T> Leased<T>(
        this Database database, ClaimedJob job, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancel) => database.Query(
        job.TenantId,
        async connection =>
        {
            await Require(connection, job.Lease, cancel);
            return await work(connection);
        },
        cancel);

    public static Task Require(NpgsqlConnection connection, JobLease lease, CancellationToken cancel) => Held(lease, async () =>
    {
        await using var batch = Statement.Batch(connection, Hold(lease));
        return await batch.ExecuteNonQueryAsync(cancel);
    });

    private static async Task<T> Held<T>(JobLease lease, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (PostgresException refused) when (Meaning(refused, lease) is { } lost)
        {
            throw lost;
        }
    }

    internal static LeaseLostException? Meaning(PostgresException refused, JobLease lease) =>
        refused.SqlState == SqlStates.LeaseLost ? new LeaseLostException(lease) : null;
}
