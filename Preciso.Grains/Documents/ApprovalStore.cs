using Dapper;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents;

/// <summary>The statements behind decisions about documents.</summary>
internal static class ApprovalStore
{
    public static Task Insert(
        Guid approvalId, Guid documentId, ApprovalState decision, string? note, IReadOnlyList<string> fields,
        UnitOfWork unit) => unit.WriteOne(
        """
        WITH sittings AS (DELETE FROM review_sittings WHERE document_id = @documentId AND user_id = @UserId RETURNING seconds)
        INSERT INTO approvals (approval_id, tenant_id, document_id, decision, note, fields, decided_by, decided_at, active_seconds)
        SELECT @approvalId, @TenantId, @documentId, @decision, @note, @fields, @UserId, @Now, sum(seconds) FROM sittings
        """,
        new
        {
            approvalId, unit.Caller.TenantId, documentId, decision = Snake.Case(decision), note, fields = fields.ToArray(),
            unit.Caller.UserId, unit.Now
        });

    public static async Task<bool> IsSame(
        Guid approvalId, string? note, IReadOnlyList<string> fields, UnitOfWork unit) => await unit.Connection.ExecuteScalarAsync<bool>(
        "SELECT note IS NOT DISTINCT FROM @note AND fields = @fields FROM approvals WHERE approval_id = @approvalId",
        new { approvalId, note, fields = fields.ToArray() });

    /// <summary>Each field was read, or corrected, with this confidence, and every check has passed.</summary>
    public static async Task<bool> IsSure(Guid documentId, double least, UnitOfWork unit) => await unit.Connection.ExecuteScalarAsync<bool>(
        """
        SELECT coalesce((SELECT min(confidence) >= @least FROM document_fields WHERE document_id = @documentId), false)
           AND NOT EXISTS (SELECT FROM field_checks WHERE document_id = @documentId AND outcome <> 'pass')
        """,
        new { documentId, least });

    public static async Task<string> NameOf(Guid userId, UnitOfWork unit) =>
        await unit.Connection.ExecuteScalarAsync<string>("SELECT name FROM users WHERE user_id = @userId", new { userId }) ?? "somebody";

    /// <summary>Lets whoever is to review the document read it; true if they could not before.</summary>
    public static async Task<bool> LetRead(Guid documentId, Guid assignee, bool canShare, UnitOfWork unit)
    {
        var role = await unit.Connection.QuerySingleOrDefaultAsync<string?>(
            "SELECT role FROM users WHERE tenant_id = @TenantId AND user_id = @assignee AND NOT disabled",
            new { unit.Caller.TenantId, assignee });
        if (role is not ("reviewer" or "admin"))
        {
            throw new ProblemException(
                ProblemKind.Invalid, "assignee_not_reviewer", "Only a reviewer or an administrator can review documents.");
        }
        if (await unit.Connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM visible_documents(@TenantId, @assignee) WHERE document_id = @documentId)",
            new { unit.Caller.TenantId, assignee, documentId }))
        {
            return false;
        }
        if (!canShare)
        {
            throw new ProblemException(ProblemKind.Forbidden, "share_forbidden", "The file was shared with you for reading only.");
        }
        return await DocumentStore.Grant(documentId, new ShareDocument(assignee, null, SharePermission.Read), unit);
    }
}
