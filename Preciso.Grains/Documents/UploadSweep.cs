using Dapper;
using Microsoft.Extensions.Logging;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Grains.Storage.Objects;

namespace Preciso.Grains.Documents;

/// <summary>Removes what processes left when they were killed in an upload.</summary>
public sealed partial class UploadSweep(IObjectStore store, Database database, TimeProvider time, ILogger<UploadSweep> logger) : IChore
{
    public string Name => "upload_sweep";

    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <summary>A younger object may belong to an upload that another silo is about to commit.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    public async Task Run(CancellationToken cancel)
    {
        store.SweepUnfinished();
        var removed = 0;
        var old = time.GetUtcNow() - Grace;
        await foreach (var (key, _) in store.List(cancel).Where(found => found.WrittenAt < old))
        {
            if (ObjectKeys.TryParse(key) is { } document && await IsOrphan(document.TenantId, document.DocumentId, cancel))
            {
                await store.Delete(key, cancel);
                removed++;
            }
        }
        if (removed > 0)
        {
            LogRemoved(removed);
        }
    }

    /// <summary>What is of a tenant that is unknown here is another installation's, in a store that was set by mistake.</summary>
    private Task<bool> IsOrphan(Guid tenantId, Guid documentId, CancellationToken cancel) => database.Query(
        tenantId,
        connection => connection.ExecuteScalarAsync<bool>(
            """
            SELECT EXISTS (SELECT FROM tenants WHERE tenant_id = @tenantId)
               AND NOT EXISTS (SELECT FROM documents WHERE document_id = @documentId)
            """,
            new { tenantId, documentId }),
        cancel);

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} files of uploads that never became documents.")]
    private partial void LogRemoved(int count);
}
