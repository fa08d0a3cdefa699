using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents;

/// <summary>Who may read a document, and why.</summary>
public sealed partial class DocumentQueries
{
    private const int ReadersAtOnce = 200;

    public Task<Listing<DocumentReader>> Readers(
        Caller caller, Guid documentId, string? cursor, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var all = (await RequireVisible(connection, caller, documentId)).CanShare;
            // Each person is asked about by the rule that every other query joins, so that this list cannot say otherwise.
            var people = await connection.QueryAsync<ReaderRow>(
                """
                SELECT u.user_id, u.name, u.email, d.owner_id = u.user_id AS is_owner, v.can_share
                FROM documents d
                JOIN users u ON u.tenant_id = d.tenant_id AND NOT u.disabled
                CROSS JOIN LATERAL (SELECT r.can_share FROM visible_documents(@TenantId, u.user_id) r
                                    WHERE r.document_id = @documentId) v
                WHERE d.document_id = @documentId AND (@all OR u.user_id = @UserId) AND (@after::uuid IS NULL OR u.user_id > @after)
                ORDER BY u.user_id LIMIT @ReadersAtOnce + 1
                """,
                new { caller.TenantId, caller.UserId, documentId, all, after = Cursor.Decode(cursor), ReadersAtOnce });
            var shown = Cursor.Page(people.AsList(), ReadersAtOnce, person => person.UserId);
            var rights = await Rights(connection, documentId, [.. shown.Items.Select(person => person.UserId)]);
            return new Listing<DocumentReader>([.. shown.Items.Select(person => person.ToReader(rights))], shown.NextCursor);
        },
        cancel);

    private static async Task<ILookup<Guid, ReadingRight>> Rights(NpgsqlConnection connection, Guid documentId, Guid[] people)
    {
        var rows = await connection.QueryAsync<RightRow>(
            """
            SELECT coalesce(g.user_id, m.user_id) AS user_id, g.permission, t.name AS team, b.name AS granted_by, g.granted_at
            FROM document_grants g
            JOIN users b ON b.user_id = g.granted_by
            LEFT JOIN teams t ON t.team_id = g.team_id
            LEFT JOIN team_members m ON m.team_id = g.team_id
            WHERE g.document_id = @documentId AND coalesce(g.user_id, m.user_id) = ANY (@people)
            ORDER BY g.grant_id
            """,
            new { documentId, people });
        return rows.ToLookup(
            row => row.UserId,
            row => new ReadingRight(Snake.Parse<SharePermission>(row.Permission), row.Team, row.GrantedBy, row.GrantedAt));
    }

    private sealed record ReaderRow(Guid UserId, string Name, string Email, bool IsOwner, bool CanShare)
    {
        public DocumentReader ToReader(ILookup<Guid, ReadingRight> rights) =>
            new(UserId, Name, Email, IsOwner, CanShare, IsOwner ? [] : [.. rights[UserId]]);
    }

    private sealed record RightRow(Guid UserId, string Permission, string? Team, string GrantedBy, DateTimeOffset GrantedAt);
}
