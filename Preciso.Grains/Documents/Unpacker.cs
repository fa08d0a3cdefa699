using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Grains.Storage.Objects;
using Preciso.Jobs;
using Preciso.Reading;

namespace Preciso.Grains.Documents;

/// <summary>
/// Attachments and packed files become documents of their own, of the same owner. Nothing is left out silently: what becomes no
/// document is listed with its reason. To unpack again finds the same documents, because the same file is the same document.
/// </summary>
public sealed class Unpacker(IObjectStore store, DocumentFormats formats, Uploads uploads, Database database)
{
    /// <summary>An archive in a mail in an archive: deeper than this nobody packs by hand.</summary>
    private const int Deepest = 5;

    public bool Holds(Document document) => formats.For(document.MediaType) is IContainer;

    public async Task<int> Unpack(JobRun run, Document document, Dictionary<string, double> figures, CancellationToken cancel)
    {
        var job = run.Job;
        run.Report(60, "unpacking");
        IReadOnlyList<Guid>? ancestors = null; // asked for when there is a file: most PDFs hold none
        var container = (IContainer)formats.For(document.MediaType);
        using var local = await store.Open(ObjectKeys.For(job.TenantId, document.DocumentId), cancel);
        var file = new SourceFile(local.Path, document.MediaType);
        var children = new List<Child>();
        try
        {
            await foreach (var packed in container.Unpack(file, cancel))
            {
                ancestors ??= await Ancestors(job, document.DocumentId, cancel);
                children.Add(await Take(job, packed, ancestors, cancel));
            }
        }
        catch (ReadingException e)
        {
            throw ReadingErrors.ToJobError(e);
        }
        run.Add(Replacement(job.TenantId, document.DocumentId, children));
        (figures["children"], figures["left_out"]) =
            (children.Count(child => child.DocumentId is not null), children.Count(child => child.Problem is not null));
        return children.Count;
    }

    private async Task<Child> Take(ClaimedJob job, PackedFile packed, IReadOnlyList<Guid> ancestors, CancellationToken cancel)
    {
        if (packed.Open is null || ancestors.Count > Deepest)
        {
            return new Child(packed.Name, null,
                packed.Problem ?? new DocumentProblem("packed_too_deep", "It is packed too deeply. Unpack it and upload it by itself."));
        }
        try
        {
            await using var content = packed.Open();
            var taken = await uploads.Take(job.Caller, new UploadFile(packed.Name, content), cancel, cameOutOf: job.DocumentId);
            return ancestors.Contains(taken.DocumentId)
                ? new Child(packed.Name, null, new DocumentProblem("packed_in_itself", "It is the same file that it is packed in."))
                : new Child(packed.Name, taken.DocumentId, null);
        }
        catch (ProblemException e) when (JobErrors.Describe(e).Class == ErrorClass.Input)
        {
            return new Child(packed.Name, null, new DocumentProblem(e.Code, e.Message));
        }
        catch (ReadingException e) when (e.Fault == ReadingFault.File)
        {
            return new Child(packed.Name, null, new DocumentProblem(e.Code, e.Message));
        }
        catch (InvalidDataException)
        {
            return new Child(packed.Name, null,
                new DocumentProblem("packed_damaged", "It is damaged within the file that it came in. Ask for it again."));
        }
    }

    /// <summary>The document itself and all that it came in.</summary>
    private Task<IReadOnlyList<Guid>> Ancestors(ClaimedJob job, Guid documentId, CancellationToken cancel) => database.Query(
        job.TenantId,
        async connection => (IReadOnlyList<Guid>)(await connection.QueryAsync<Guid>(
            """
            WITH RECURSIVE above AS (
                SELECT @documentId AS document_id
                UNION
                SELECT c.parent_id FROM document_children c JOIN above a ON a.document_id = c.child_id)
            SELECT document_id FROM above
            """,
            new { documentId })).AsList(),
        cancel);

    private static IEnumerable<NpgsqlBatchCommand> Replacement(Guid tenantId, Guid documentId, IReadOnlyList<Child> children) =>
    [
        Statement.From("DELETE FROM document_children WHERE parent_id = @documentId", new { documentId }),
        Statement.From(
            """
            INSERT INTO document_children (tenant_id, parent_id, ordinal, name, child_id, error_code, error_detail)
            SELECT @tenantId, @documentId, c.ordinal - 1, c.name, c.child, c.code, c.detail
            FROM unnest(@names, @children, @codes, @details) WITH ORDINALITY AS c (name, child, code, detail, ordinal)
            """,
            new
            {
                tenantId,
                documentId,
                names = children.Select(child => child.Name).ToArray(),
                children = children.Select(child => child.DocumentId).ToArray(),
                codes = children.Select(child => child.Problem?.Code).ToArray(),
                details = children.Select(child => child.Problem?.Detail).ToArray(),
            }),
    ];

    private sealed record Child(string Name, Guid? DocumentId, DocumentProblem? Problem);
}
