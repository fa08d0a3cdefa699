using Dapper;
using Npgsql;

namespace Preciso.Grains.Documents;

/// <summary>
/// Who looked inside a document is on the audit trail, in the transaction that read it. A page on the screen asks for text,
/// passages and picture, and again when anything changes: within ten minutes that is one look.
/// </summary>
internal static class DocumentViews
{
    private const string Action = "documents.viewed";

    public static Task Record(
        NpgsqlConnection connection, Caller caller, Guid documentId, int from, int to, DateTimeOffset now) => connection.ExecuteAsync(
        """
        SELECT record_audit(@TenantId, @UserId, ARRAY[NULL::uuid], ARRAY[@documentId], ARRAY[@Action], 'done', @Address,
            ARRAY[@detail], @now)
        WHERE NOT EXISTS (SELECT FROM audit a
                          WHERE a.document_id = @documentId AND a.user_id = @UserId
                            AND a.action = 'documents.viewed' AND a.at > @now - interval '10 minutes'
                            AND a.detail = @detail::jsonb AND a.address IS NOT DISTINCT FROM @Address)
        """,
        new { caller.TenantId, caller.UserId, caller.Address, documentId, Action, now, detail = $$"""{"from":{{from}},"to":{{to}}}""" });

    /// <summary>Each time: a copy is out of our hands.</summary>
    public static Task RecordDownload(NpgsqlConnection connection, Caller caller, Guid documentId, DateTimeOffset now) =>
        connection.ExecuteAsync(
            """
            SELECT record_audit(@TenantId, @UserId, ARRAY[NULL::uuid], ARRAY[@documentId], ARRAY['documents.downloaded'], 'done', @Address,
                ARRAY['{}'], @now)
            """,
            new { caller.TenantId, caller.UserId, caller.Address, documentId, now });
}
