using Dapper;
using Npgsql;
using Preciso.Documents;

namespace Preciso.Grains.Documents;

/// <summary>The one projection behind the list, the detail and the review queue: a new column of documents comes with it.</summary>
internal static class VisibleDocuments
{
    /// <param name="rest">Which of them: WHERE, ORDER BY and LIMIT over d.</param>
    /// <param name="parameters">With <c>TenantId</c> and <c>UserId</c> of the caller.</param>
    public static async Task<List<VisibleDocument>> Read(NpgsqlConnection connection, string rest, object parameters) =>
        (await connection.QueryAsync<Document, Beside, VisibleDocument>(
            $"""
             SELECT d.*, u.name AS owner_name, a.name AS assignee_name, v.can_share, coalesce(j.progress, 0) AS progress, j.phase
             FROM visible_documents(@TenantId, @UserId) v
             JOIN documents d ON d.document_id = v.document_id
             JOIN users u ON u.user_id = d.owner_id
             LEFT JOIN users a ON a.user_id = d.assignee_id
             LEFT JOIN jobs j ON j.job_id = d.job_id
             {rest}
             """,
            (document, beside) => new VisibleDocument(
                document.ToView(), beside.OwnerName, beside.AssigneeName, beside.CanShare, beside.Progress, beside.Phase),
            parameters,
            splitOn: "owner_name")).AsList();

    private sealed record Beside(string OwnerName, string? AssigneeName, bool CanShare, int Progress, string? Phase);
}
