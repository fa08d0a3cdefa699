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
             SELECT d.*, u.name AS owner_name, a.name AS assignee_name, v.can_share, coalesce(j.progress, 0) AS progress, j.phase,
                    s.space_id AS in_space, s.name AS space_name,
                    ARRAY(SELECT t.tag FROM document_tags t WHERE t.document_id = d.document_id ORDER BY t.tag) AS tags
             FROM visible_documents(@TenantId, @UserId) v
             JOIN documents d ON d.document_id = v.document_id
             JOIN users u ON u.user_id = d.owner_id
             LEFT JOIN users a ON a.user_id = d.assignee_id
             LEFT JOIN jobs j ON j.job_id = d.job_id
             LEFT JOIN visible_spaces(@TenantId, @UserId) s ON s.space_id = d.space_id
             {rest}
             """,
            (document, beside) => new VisibleDocument(
                document.ToView() with { Space = beside.SpaceName, SpaceId = beside.InSpace }, beside.OwnerName, beside.AssigneeName,
                beside.CanShare, beside.Progress, beside.Phase)
            {
                Tags = beside.Tags,
            },
            parameters,
            splitOn: "owner_name")).AsList();

    private sealed class Beside
    {
        public required string OwnerName { get; init; }
        public string? AssigneeName { get; init; }
        public bool CanShare { get; init; }
        public int Progress { get; init; }
        public string? Phase { get; init; }

        /// <summary>Null where the reader may not see the space: what its owner calls it is theirs.</summary>
        public Guid? InSpace { get; init; }
        public string? SpaceName { get; init; }
        public required string[] Tags { get; init; }
    }
}
