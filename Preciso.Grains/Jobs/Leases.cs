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
    public static async Task Write(
        this Database database, ClaimedJob job, IEnumerable<NpgsqlBatchCommand> statements, CancellationToken cancel)
    {
        try
        {
            await database.Write(job.TenantId, statements.Prepend(Hold(job.Lease)), cancel);
        }
        catch (PostgresException refused) when (Meaning(refused, job.Lease) is { } lost)
        {
            throw lost;
        }
    }

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

    public static async Task Require(NpgsqlConnection connection, JobLease lease, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Hold(lease) } };
        try
        {
            await batch.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException refused) when (Meaning(refused, lease) is { } lost)
        {
            throw lost;
        }
    }

    internal static LeaseLostException? Meaning(PostgresException refused, JobLease lease) =>
        refused.SqlState == SqlStates.LeaseLost ? new LeaseLostException(lease) : null;
}
