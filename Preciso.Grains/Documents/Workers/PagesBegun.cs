using Npgsql;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents.Workers;

/// <summary>
/// Which pages were begun in an attempt that followed a death, so that the page which kills its worker each time is found out although the
/// worker cannot say so. A first attempt keeps no such record.
/// </summary>
public sealed class PagesBegun(Database database)
{
    public const int MostTries = 2;

    /// <summary>From this attempt on pages are read one at a time: whatever is in hand when the worker dies is what killed it.</summary>
    private const int OneByOne = 3;

    public static bool IsCareful(ClaimedJob job) => job.Attempt >= OneByOne;

    /// <summary>How many times the page was begun, this time included.</summary>
    public Task<int> Begin(ClaimedJob job, int page, CancellationToken cancel)
    {
        var begin = Statement.From(
            """
            INSERT INTO pages_begun AS b (tenant_id, job_id, page, tries) VALUES (@TenantId, @JobId, @page, 1)
            ON CONFLICT (job_id, page) DO UPDATE SET tries = b.tries + 1
            RETURNING tries
            """,
            new { job.TenantId, job.JobId, page });
        return database.Read(
            job.TenantId, [Leases.Hold(job.Lease), begin],
            async reader =>
            {
                await reader.NextResultAsync(cancel);
                await reader.ReadAsync(cancel);
                return reader.GetInt32(0);
            },
            cancel);
    }
}
