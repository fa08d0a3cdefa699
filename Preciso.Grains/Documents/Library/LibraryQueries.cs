using System.Globalization;
using Dapper;
using Preciso.Documents;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents.Library;

/// <summary>Spaces, tags and the trash as the caller may see them, and one thing done to many documents.</summary>
public sealed class LibraryQueries(Database database, IGrains grains) : ILibrary
{
    private const int MostAtOnce = 200;
    private const int InParallel = 4;
    private const int MostTags = 200;

    public Task<SpaceList> Spaces(Caller caller, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var spaces = await connection.QueryAsync<SpaceView>(
                """
                SELECT s.space_id AS id, s.name, s.team_id, t.name AS team_name, coalesce(n.documents, 0) AS documents
                FROM visible_spaces(@TenantId, @UserId) v
                JOIN spaces s ON s.space_id = v.space_id
                LEFT JOIN teams t ON t.team_id = s.team_id
                LEFT JOIN (SELECT d.space_id, count(*)::int AS documents
                           FROM visible_documents(@TenantId, @UserId) r JOIN documents d ON d.document_id = r.document_id
                           WHERE d.space_id IS NOT NULL GROUP BY d.space_id) n ON n.space_id = s.space_id
                ORDER BY t.name NULLS FIRST, s.name, s.space_id
                """,
                new { caller.TenantId, caller.UserId });
            var counts = await connection.QuerySingleAsync<(int All, int Unfiled, int Shared, int Trash)>(
                """
                SELECT count(*)::int, (count(*) FILTER (WHERE d.owner_id = @UserId AND d.space_id IS NULL))::int,
                       (count(*) FILTER (WHERE d.owner_id <> @UserId))::int,
                       (SELECT count(*) FROM documents t WHERE t.tenant_id = @TenantId AND t.owner_id = @UserId
                           AND t.deleted_at IS NOT NULL AND t.erased_at IS NULL AND t.deleted_with IS NULL)::int
                FROM visible_documents(@TenantId, @UserId) v JOIN documents d ON d.document_id = v.document_id
                """,
                new { caller.TenantId, caller.UserId });
            return new SpaceList(spaces.AsList(), counts.All, counts.Unfiled, counts.Shared, counts.Trash);
        },
        cancel);

    public Task<IReadOnlyList<TagCount>> Tags(Caller caller, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection => (IReadOnlyList<TagCount>)(await connection.QueryAsync<TagCount>(
            """
            SELECT t.tag, count(*)::int AS documents
            FROM visible_documents(@TenantId, @UserId) v JOIN document_tags t ON t.document_id = v.document_id
            GROUP BY t.tag ORDER BY count(*) DESC, t.tag LIMIT @MostTags
            """,
            new { caller.TenantId, caller.UserId, MostTags })).AsList(),
        cancel);

    /// <summary>What went with a document comes back with it, so it is not listed by itself.</summary>
    public Task<Listing<TrashItem>> Trash(Caller caller, string? cursor, int limit, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var most = Math.Clamp(limit, 1, MostAtOnce);
            var after = After(cursor);
            var rows = (await connection.QueryAsync<TrashRow>(
                """
                SELECT d.document_id, d.filename, d.size, u.name AS deleted_by_name, d.deleted_at
                FROM documents d JOIN users u ON u.user_id = d.deleted_by
                WHERE d.tenant_id = @TenantId AND d.owner_id = @UserId AND d.deleted_at IS NOT NULL AND d.erased_at IS NULL
                  AND d.deleted_with IS NULL
                  AND (@id::uuid IS NULL OR (d.deleted_at, d.document_id) < (@at::timestamptz, @id::uuid))
                ORDER BY d.deleted_at DESC, d.document_id DESC LIMIT @most + 1
                """,
                new { caller.TenantId, caller.UserId, at = after?.At, id = after?.Id, most })).AsList();
            return Cursor.Page([.. rows.Select(row => row.ToItem())], most, last => $"{last.DeletedAt.UtcTicks}.{last.DocumentId}");
        },
        cancel);

    public async Task<IReadOnlyList<BulkResult>> Bulk(Caller caller, BulkDocuments command, CancellationToken cancel)
    {
        if (command.DocumentIds.Count > MostAtOnce)
        {
            throw new ProblemException(ProblemKind.Invalid, "too_many_at_once", "At most 200 documents at once. Choose fewer.");
        }
        var documents = command.DocumentIds.Distinct().ToList();
        var results = new BulkResult[documents.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, documents.Count), new ParallelOptions { MaxDegreeOfParallelism = InParallel, CancellationToken = cancel },
            async (i, _) => results[i] = await Try(grains.Get<IDocumentGrain>(documents[i], caller), documents[i], command));
        return results;
    }

    private static async Task<BulkResult> Try(IDocumentGrain document, Guid id, BulkDocuments command)
    {
        try
        {
            await Act(document, command);
            return new BulkResult(id);
        }
        catch (ProblemException refused)
        {
            return new BulkResult(id, new DocumentProblem(refused.Code, refused.Message));
        }
    }

    private static Task Act(IDocumentGrain document, BulkDocuments command) => command.Action switch
    {
        BulkAction.Share => document.Share(command.Share ?? throw Incomplete("share")),
        BulkAction.Tag => document.Tag(command.Tags ?? throw Incomplete("tags")),
        BulkAction.Move => document.Move(new MoveDocument(command.SpaceId)),
        BulkAction.Retry => document.Retry(new RetryDocument()),
        BulkAction.Approve => document.Approve(new ApproveDocument()),
        BulkAction.Delete => document.Delete(new DeleteDocument()),
        BulkAction.Restore => document.Restore(new RestoreDocument()),
        _ => document.Erase(new EraseDocument()),
    };

    private static ProblemException Incomplete(string part) =>
        new(ProblemKind.Invalid, "bulk_incomplete", $"Say what is to be done, in '{part}'.");

    private static (DateTimeOffset At, Guid Id)? After(string? cursor) => cursor?.Split('.') switch
    {
        null or [""] => null,
        [var ticks, var id] when long.TryParse(ticks, CultureInfo.InvariantCulture, out var at)
            && at >= 0 && at <= DateTime.MaxValue.Ticks && Guid.TryParse(id, out var last) => (new DateTimeOffset(at, TimeSpan.Zero), last),
        _ => throw Cursor.Invalid(),
    };

    private sealed class TrashRow
    {
        public Guid DocumentId { get; init; }
        public required string Filename { get; init; }
        public long Size { get; init; }
        public required string DeletedByName { get; init; }
        public DateTimeOffset DeletedAt { get; init; }

        public TrashItem ToItem() => new(DocumentId, Filename, Size, DeletedByName, DeletedAt, DeletedAt + TrashSweep.Kept);
    }
}
