using System.Globalization;
using Dapper;
using Preciso.Documents;
using Preciso.Grains.Storage.Objects;

namespace Preciso.Grains.Documents;

/// <summary>How a document looks, and the file itself.</summary>
public sealed partial class DocumentQueries
{
    private const int Narrowest = 40;
    private const int Widest = 2400;

    /// <summary>Nobody can read a page that is drawn as small as this: it is not a look into the document.</summary>
    private const int Thumbnail = 240;

    public async Task<PageImage> Image(Caller caller, Guid documentId, int page, int? width, CancellationToken cancel)
    {
        if (width is < Narrowest or > Widest)
        {
            throw new ProblemException(ProblemKind.Invalid, "width_invalid", $"A page is drawn {Narrowest} to {Widest} pixels wide.");
        }
        var (file, job, reading) = await database.Query(
            caller.TenantId,
            async connection =>
            {
                await RequireVisible(connection, caller, documentId);
                var reading = (await DocumentPages.Read(connection, documentId, page, 1)).SingleOrDefault(found => found.Page == page)
                    ?? throw ProblemException.NotFound("page");
                if (width is null or > Thumbnail)
                {
                    await DocumentViews.Record(connection, caller, documentId, page, page, time.GetUtcNow());
                }
                var (type, pages, job) = await connection.QuerySingleAsync<(string MediaType, int? Pages, Guid JobId)>(
                    "SELECT media_type, pages, job_id FROM documents WHERE document_id = @documentId", new { documentId });
                return (new PicturedFile(ObjectKeys.For(caller.TenantId, documentId), type, pages ?? 0), job, reading);
            },
            cancel);
        var picture = await pictures.Draw(file, reading, width, cancel);
        // Read anew, the pages that we lay out ourselves may look different.
        return picture with { Version = string.Create(CultureInfo.InvariantCulture, $"{job:N}-{page}-{width}") };
    }

    public async Task<OriginalFile> Original(Caller caller, Guid documentId, CancellationToken cancel)
    {
        var (mediaType, filename) = await database.Query(
            caller.TenantId,
            async connection =>
            {
                await RequireVisible(connection, caller, documentId);
                await DocumentViews.RecordDownload(connection, caller, documentId, time.GetUtcNow());
                return await connection.QuerySingleAsync<(string MediaType, string Filename)>(
                    "SELECT media_type, filename FROM documents WHERE document_id = @documentId", new { documentId });
            },
            cancel);
        using var file = await store.Open(ObjectKeys.For(caller.TenantId, documentId), cancel);
        return new OriginalFile(File.OpenRead(file.Path), mediaType, filename);
    }
}
