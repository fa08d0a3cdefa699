using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Documents.Library;
using Preciso.Grains.Documents.Types;
using Preciso.Grains.Storage;
using Preciso.Grains.Storage.Objects;
using Preciso.Tenants;

namespace Preciso.Grains.Documents;

/// <summary>The reading side of documents; every statement joins what the caller may see.</summary>
public sealed partial class DocumentQueries(
    Database database, Uploads uploads, IObjectStore store, PagePictures pictures, TypeCatalog types, IPassageIndex index,
    TimeProvider time) : IDocuments
{
    private const int MostAtOnce = 50;
    private const int ChunksAtOnce = 200;

    public Task<UploadedDocument> Upload(Caller caller, UploadFile file, CancellationToken cancel) => uploads.Take(caller, file, cancel);

    public Task<Listing<VisibleDocument>> List(Caller caller, DocumentFilter filter, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var page = await DocumentSearch.Page(connection, caller, filter, Terms(filter), Math.Clamp(filter.Limit, 1, 200));
            var found = (await VisibleDocuments.Read(
                connection, "WHERE d.document_id = ANY (@ids)", new { caller.TenantId, caller.UserId, ids = page.Items.ToArray() }))
                .ToDictionary(shown => shown.Document.Id);
            return new Listing<VisibleDocument>([.. page.Items.Where(found.ContainsKey).Select(id => found[id])], page.NextCursor);
        },
        cancel);

    public Task<int> Total(Caller caller, DocumentFilter filter, CancellationToken cancel) => database.Query(
        caller.TenantId, connection => DocumentSearch.Total(connection, caller, filter, Terms(filter)), cancel);

    public Task<IReadOnlyDictionary<DocumentState, int>> Count(Caller caller, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var rows = await connection.QueryAsync<(string State, int Count)>(
                """
                SELECT d.state, count(*)::int FROM visible_documents(@TenantId, @UserId) v JOIN documents d USING (document_id)
                GROUP BY d.state
                """,
                new { caller.TenantId, caller.UserId });
            return (IReadOnlyDictionary<DocumentState, int>)rows.ToDictionary(
                row => Snake.Parse<DocumentState>(row.State), row => row.Count);
        },
        cancel);

    public Task<DocumentDetail> Get(Caller caller, Guid documentId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var found = await VisibleDocuments.Read(
                connection, "WHERE d.document_id = @documentId", new { caller.TenantId, caller.UserId, documentId });
            var shown = found.SingleOrDefault() ?? throw ProblemException.NotFound("document");
            var isOwner = shown.Document.OwnerId == caller.UserId;
            return new DocumentDetail(shown)
            {
                IsOwner = isOwner,
                CanCorrect = caller.Role >= (isOwner ? Role.Analyst : Role.Reviewer),
                CanDecide = caller.Role >= Role.Reviewer
                    && (!isOwner || (await SettingsStore.Read(connection, caller.TenantId)).OwnApproval),
                PagesRead = shown.Document.Pages ?? await PagesRead(connection, shown.Document),
                Parents = await Parents(connection, caller, documentId),
            };
        },
        cancel);

    public Task<IReadOnlyList<PageReading>> Pages(Caller caller, Guid documentId, int from, int count, CancellationToken cancel) => Inside(
        caller,
        documentId,
        async connection =>
            (IReadOnlyList<PageReading>)await DocumentPages.Read(connection, documentId, from, Math.Clamp(count, 1, MostAtOnce)),
        found => found.Select(page => page.Page),
        cancel);

    public Task<Listing<ChunkView>> Chunks(Caller caller, Guid documentId, int? page, string? cursor, CancellationToken cancel) => Inside(
        caller,
        documentId,
        async connection =>
        {
            var from = FromCursor(cursor);
            var rows = await connection.QueryAsync<ChunkRow>(
                """
                SELECT chunk_id, page, ordinal, heading, text, snippet, boxes, method, confidence
                FROM chunks WHERE document_id = @documentId AND (@page::int IS NULL OR page = @page)
                ORDER BY ordinal OFFSET @from LIMIT @ChunksAtOnce + 1
                """,
                new { documentId, page, from, ChunksAtOnce });
            return Part(rows.Select(row => row.ToView()), from, ChunksAtOnce);
        },
        found => found.Items.Select(chunk => chunk.Page),
        cancel);

    public Task<IReadOnlyList<GrantView>> Grants(Caller caller, Guid documentId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            if (!(await RequireVisible(connection, caller, documentId)).CanShare)
            {
                throw new ProblemException(ProblemKind.Forbidden, "share_forbidden", "The file was shared with you for reading only.");
            }
            var rows = await connection.QueryAsync<(Guid? UserId, Guid? TeamId, string Name, string Permission, DateTimeOffset GrantedAt)>(
                """
                SELECT g.user_id, g.team_id, coalesce(u.name, t.name), g.permission, g.granted_at
                FROM document_grants g
                LEFT JOIN users u ON u.user_id = g.user_id
                LEFT JOIN teams t ON t.team_id = g.team_id
                WHERE g.document_id = @documentId ORDER BY g.grant_id
                """,
                new { documentId });
            return (IReadOnlyList<GrantView>)
                [.. rows.Select(
                    row => new GrantView(row.UserId, row.TeamId, row.Name, Snake.Parse<SharePermission>(row.Permission), row.GrantedAt))];
        },
        cancel);

    private IReadOnlyList<string> Terms(DocumentFilter filter) =>
        string.IsNullOrWhiteSpace(filter.Search) ? [] : index.Terms(filter.Search);

    private static async Task<Access> RequireVisible(NpgsqlConnection connection, Caller caller, Guid documentId) =>
        await connection.QuerySingleOrDefaultAsync<Access>(
            "SELECT can_share FROM visible_documents(@TenantId, @UserId) WHERE document_id = @documentId",
            new { caller.TenantId, caller.UserId, documentId }) ?? throw ProblemException.NotFound("document");

    private static Task<int> PagesRead(NpgsqlConnection connection, DocumentView document) => connection.ExecuteScalarAsync<int>(
        "SELECT count(*)::int FROM document_pages WHERE document_id = @Id AND job_id = @JobId", new { document.Id, document.JobId });

    private static int FromCursor(string? cursor) => cursor is null ? 0
        : int.TryParse(cursor, out var ordinal) ? ordinal
        : throw Cursor.Invalid();

    private sealed record Access(bool CanShare);
}
