using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Grains.Storage.Objects;

namespace Preciso.Grains.Documents.Library;

/// <summary>
/// The file and all that was read from it go, and what was deleted with it goes too. The document's row stays, because decisions and the
/// audit trail name it. A job that died half way begins again and finds less to do.
/// </summary>
public sealed class EraseHandler(IGrains grains, Database database, IObjectStore store, IPassageIndex index) : IJobHandler
{
    // Tables go with their pages, and what the graph says with the facts.
    private static readonly string[] Statements =
    [
        "DELETE FROM document_fields WHERE document_id = @documentId",
        "DELETE FROM field_checks WHERE document_id = @documentId",
        "DELETE FROM number_ledgers WHERE document_id = @documentId",
        "DELETE FROM facts WHERE document_id = @documentId",
        "DELETE FROM document_signatures WHERE document_id = @documentId",
        "DELETE FROM document_pages WHERE document_id = @documentId",
        "DELETE FROM document_children WHERE parent_id = @documentId",
        "DELETE FROM document_tags WHERE document_id = @documentId",
        "DELETE FROM document_grants WHERE document_id = @documentId",
    ];

    public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
    {
        var (job, documentId) = (run.Job, run.Job.DocumentId!.Value);
        foreach (var part in await database.Query(job.TenantId, connection => DocumentStore.WentWith(documentId, connection), cancel))
        {
            cancel.ThrowIfCancellationRequested();
            await grains.Get<IDocumentGrain>(part, job.Caller).Erase(new EraseDocument());
        }
        await store.Delete(ObjectKeys.For(job.TenantId, documentId), cancel);
        await database.Write(job.TenantId, [index.Removal(job.TenantId, documentId), .. Removals(documentId)], cancel);
        return JobResult.Done;
    }

    private static IEnumerable<NpgsqlBatchCommand> Removals(Guid documentId) =>
        Statements.Select(sql => Statement.From(sql, new { documentId }));
}
