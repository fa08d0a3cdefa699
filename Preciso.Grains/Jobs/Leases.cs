using Npgsql;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Jobs;

public static class Leases
{
    /// <summary>A transaction of a worker: refused unless it still holds its lease on the job.</summary>
    public static Task<T> Leased<T>(this Database database, ClaimedJob job, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancel) => database.Query(
        job.TenantId,
        async connection =>
        {
            await JobQueue.HoldLease(connection, job.Lease);
            return await work(connection);
        },
        cancel);
}
