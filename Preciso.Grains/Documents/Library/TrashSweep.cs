using Dapper;
using Microsoft.Extensions.Logging;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Documents.Library;

/// <summary>Deletes for good what has lain in the trash for long enough, in its owner's name.</summary>
public sealed partial class TrashSweep(Database database, IGrains grains, TimeProvider time, ILogger<TrashSweep> logger) : IChore
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int AtOnce = 500;

    public string Name => "trash_sweep";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task Run(CancellationToken cancel)
    {
        var due = (await database.Across(
            connection => connection.QueryAsync<(Guid TenantId, Guid DocumentId, Guid OwnerId)>(
                "SELECT * FROM trash_due(@before, @AtOnce)", new { before = time.GetUtcNow() - Kept, AtOnce }),
            cancel)).AsList();
        foreach (var (tenant, document, owner) in due)
        {
            cancel.ThrowIfCancellationRequested();
            await grains.Get<IDocumentGrain>(document, new Caller(tenant, owner, Role.Viewer)).Erase(new EraseDocument());
        }
        if (due.Count > 0)
        {
            LogErased(due.Count);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Count} documents for good that had lain in the trash for 30 days.")]
    private partial void LogErased(int count);
}
