using Dapper;
using Npgsql;
using Preciso.Approvals;
using Preciso.Documents;
using Preciso.Grains.Core;

namespace Preciso.Grains.Documents.Reviews;

/// <summary>How long reviews took.</summary>
internal static class ReviewTimes
{
    private const int LongestSitting = 86_400;

    public static Task Record(Guid documentId, RecordReviewTime command, UnitOfWork unit) => command.Seconds is < 1 or > LongestSitting
        ? throw new ProblemException(ProblemKind.Invalid, "review_time_invalid", "A sitting lasts between one second and a day.")
        : unit.Connection.ExecuteAsync(
            """
            INSERT INTO review_sittings (tenant_id, document_id, user_id, sitting_id, seconds)
            VALUES (@TenantId, @documentId, @UserId, @SittingId, @Seconds)
            ON CONFLICT (document_id, user_id, sitting_id) DO UPDATE
            SET seconds = greatest(review_sittings.seconds, excluded.seconds)
            """,
            new { unit.Caller.TenantId, documentId, unit.Caller.UserId, command.SittingId, command.Seconds });

    /// <summary>By person and type of document, who decided most first.</summary>
    public static async Task<IReadOnlyList<ReviewTime>> Medians(NpgsqlConnection connection, Guid tenantId, DateTimeOffset since) =>
        (await connection.QueryAsync<ReviewTime>(
            """
            SELECT a.decided_by AS user_id, u.name, d.type, count(*)::int AS reviews,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY a.active_seconds) AS median_seconds
            FROM approvals a JOIN users u ON u.user_id = a.decided_by JOIN documents d ON d.document_id = a.document_id
            WHERE a.tenant_id = @tenantId AND a.decided_at >= @since AND a.active_seconds IS NOT NULL
            GROUP BY a.decided_by, u.name, d.type
            ORDER BY count(*) DESC, u.name, d.type LIMIT 200
            """,
            new { tenantId, since })).AsList();
}
