using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents;

/// <summary>The statements behind <see cref="DocumentGrain"/>.</summary>
internal static class DocumentStore
{
    private const string FindSql = "SELECT * FROM documents WHERE document_id = @documentId";

    /// <summary>False when the same person has the same file already; then nothing was written.</summary>
    public static async Task<bool> Insert(Document document, UnitOfWork unit) => await unit.Connection.ExecuteAsync(
        """
        INSERT INTO documents (document_id, tenant_id, owner_id, filename, media_type, size, sha256, space, space_id, expected_fields,
                               came_out_of, state, job_id, version, created_at, updated_at)
        VALUES (@DocumentId, @TenantId, @OwnerId, @Filename, @MediaType, @Size, @Sha256, @Space, @SpaceId, @ExpectedFields::jsonb,
                @CameOutOf, @State, @JobId, @Version, @CreatedAt, @UpdatedAt)
        ON CONFLICT (tenant_id, owner_id, sha256) WHERE state <> 'deleted' DO NOTHING
        """,
        document) == 1;

    public static Task<Document?> FindSame(Guid ownerId, byte[] sha256, UnitOfWork unit) =>
        unit.Connection.QuerySingleOrDefaultAsync<Document>(
            "SELECT * FROM documents WHERE owner_id = @ownerId AND sha256 = @sha256 AND state <> 'deleted'", new { ownerId, sha256 });

    public static Task<Document?> Find(Guid documentId, NpgsqlConnection connection) =>
        connection.QuerySingleOrDefaultAsync<Document>(FindSql, new { documentId });

    /// <summary>The same as one of several queries.</summary>
    public static NpgsqlBatchCommand Query(Guid documentId) => Statement.From(FindSql, new { documentId });

    /// <summary>Until the transaction ends it is not deleted; not found if it is already.</summary>
    public static async Task HoldParent(Guid parentId, UnitOfWork unit)
    {
        const string sql = "SELECT true FROM documents WHERE document_id = @parentId AND state <> 'deleted' FOR SHARE";
        if (!await unit.Connection.QuerySingleOrDefaultAsync<bool>(sql, new { parentId }))
        {
            throw ProblemException.NotFound("document");
        }
    }

    /// <summary>Whether anything came out of it. Until the transaction ends nothing more does.</summary>
    public static async Task<bool> HasParts(Guid documentId, UnitOfWork unit)
    {
        await unit.Connection.ExecuteAsync("SELECT FROM documents WHERE document_id = @documentId FOR UPDATE", new { documentId });
        return (await Parts(documentId, unit.Connection)).Count > 0;
    }

    /// <summary>What came in it, and is here only because of that.</summary>
    public static async Task<List<Guid>> Parts(Guid documentId, NpgsqlConnection connection) =>
        (await connection.QueryAsync<Guid>(
            """
            SELECT document_id FROM documents WHERE came_out_of = @documentId AND state <> 'deleted'
            UNION
            SELECT d.document_id FROM document_children c JOIN documents d ON d.document_id = c.child_id
            WHERE c.parent_id = @documentId AND d.came_out_of IS NOT NULL AND d.state <> 'deleted'
            """,
            new { documentId })).AsList();

    /// <summary>What was deleted because this was, and is not back.</summary>
    public static async Task<List<Guid>> WentWith(Guid documentId, NpgsqlConnection connection) =>
        (await connection.QueryAsync<Guid>(
            "SELECT document_id FROM documents WHERE deleted_with = @documentId AND erased_at IS NULL", new { documentId })).AsList();

    /// <summary>Whether any document in which it came is still there.</summary>
    public static Task<bool> HasLivingParent(Document document, UnitOfWork unit) => unit.Connection.ExecuteScalarAsync<bool>(
        """
        SELECT EXISTS (SELECT FROM documents p
                       WHERE p.state <> 'deleted' AND p.document_id <> @DocumentId
                         AND (p.document_id = @CameOutOf
                              OR p.document_id IN (SELECT c.parent_id FROM document_children c WHERE c.child_id = @DocumentId)))
        """,
        new { document.DocumentId, document.CameOutOf });

    /// <summary>Whether a person may share it on; not found unless it is theirs or shared with them.</summary>
    public static async Task<bool> RequireVisible(Document document, UnitOfWork unit)
    {
        if (document.OwnerId == unit.Caller.UserId && document.StateValue != DocumentState.Deleted)
        {
            return true; // as visible_documents says of an owner
        }
        var canShare = await unit.Connection.QuerySingleOrDefaultAsync<bool?>(
            "SELECT can_share FROM visible_documents(@TenantId, @UserId) WHERE document_id = @DocumentId",
            new { unit.Caller.TenantId, unit.Caller.UserId, document.DocumentId });
        return canShare ?? throw ProblemException.NotFound("document");
    }

    public static NpgsqlBatchCommand Update(Document before, Document next) => Statement.One(
        """
        UPDATE documents
        SET state = @State, job_id = @JobId, pages = @Pages, chunks = @Chunks, quality = @Quality::jsonb, type = @Type,
            type_confidence = @TypeConfidence, chosen_type = @ChosenType, extraction = @Extraction::jsonb, approval = @Approval,
            approval_id = @ApprovalId, assignee_id = @AssigneeId, review_since = @ReviewSince, came_out_of = @CameOutOf,
            error_code = @ErrorCode, error_detail = @ErrorDetail, space = @Space, space_id = @SpaceId, deleted_at = @DeletedAt,
            deleted_by = @DeletedBy, deleted_from = @DeletedFrom, deleted_with = @DeletedWith, erased_at = @ErasedAt,
            version = @Version, updated_at = @UpdatedAt
        WHERE document_id = @DocumentId AND version = @known
        """,
        new
        {
            next.DocumentId, next.State, next.JobId, next.Pages, next.Chunks, next.Quality, next.Type, next.TypeConfidence, next.ChosenType,
            next.Extraction, next.Approval, next.ApprovalId, next.AssigneeId, next.ReviewSince, next.CameOutOf, next.ErrorCode,
            next.ErrorDetail, next.Space, next.SpaceId, next.DeletedAt, next.DeletedBy, next.DeletedFrom, next.DeletedWith, next.ErasedAt,
            next.Version, next.UpdatedAt, known = before.Version,
        });

    /// <summary>Which correction its facts follow: beside the grain, whose row and version they do not change.</summary>
    public static NpgsqlBatchCommand FactsFollow(Guid documentId, Guid correctionId) => Statement.From(
        "UPDATE documents SET facts_follow = @correctionId WHERE document_id = @documentId", new { documentId, correctionId });

    /// <summary>True when the grant is new or its permission changed.</summary>
    public static async Task<bool> Grant(Guid documentId, ShareDocument share, UnitOfWork unit)
    {
        var conflict = share.UserId is null ? "team_id" : "user_id";
        return await unit.Connection.ExecuteAsync(
            $"""
             INSERT INTO document_grants (tenant_id, document_id, user_id, team_id, permission, granted_by, granted_at)
             VALUES (@TenantId, @documentId, @ToUser, @ToTeam, @permission, @GrantedBy, @Now)
             ON CONFLICT (document_id, {conflict}) DO UPDATE
             SET permission = excluded.permission, granted_by = excluded.granted_by, granted_at = excluded.granted_at, space_id = NULL
             WHERE document_grants.permission <> excluded.permission OR document_grants.space_id IS NOT NULL
             """,
            new
            {
                unit.Caller.TenantId, documentId, ToUser = share.UserId, ToTeam = share.TeamId, permission = Snake.Case(share.Permission),
                GrantedBy = unit.Caller.UserId, unit.Now,
            }) == 1;
    }

    public static async Task<bool> Revoke(Guid documentId, UnshareDocument unshare, UnitOfWork unit) => await unit.Connection.ExecuteAsync(
        "DELETE FROM document_grants WHERE document_id = @documentId AND (user_id = @UserId OR team_id = @TeamId)",
        new { documentId, unshare.UserId, unshare.TeamId }) > 0;
}
