using Npgsql;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents.Workers;

/// <summary>
/// Finds out the page that kills its worker each time, although the worker cannot say so. Once two attempts have ended with a death,
/// pages are read one at a time, and each is put on record before it is begun: what is in hand when the worker dies may be what killed
/// it. Workers die for other reasons too, so it takes several times. The first attempts keep no record.
/// </summary>
public sealed class PagesBegun(Database database)
{
    public const int MostTries = 4;

    private const int FirstCareful = 3;

    public static bool IsCareful(ClaimedJob job) => job.Attempt >= FirstCareful;

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
        return database.Write(
            job, begin,
            async reader =>
            {
                await reader.ReadAsync(cancel);
                return reader.GetInt32(0);
            },
            cancel);
    }
}
