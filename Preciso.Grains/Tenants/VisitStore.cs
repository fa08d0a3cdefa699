using Dapper;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Tenants;

/// <summary>The last documents that each person opened; of older ones nothing is kept.</summary>
public sealed class VisitStore(Database database, TimeProvider time) : IVisits
{
    private const int Kept = 30;
    private static readonly TimeSpan OneVisit = TimeSpan.FromMinutes(30);

    public Task Record(Caller caller, Guid documentId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        connection => connection.ExecuteAsync(
            """
            INSERT INTO visits (tenant_id, user_id, document_id, visited_at)
            SELECT @TenantId, @UserId, v.document_id, @now FROM visible_documents(@TenantId, @UserId) v WHERE v.document_id = @documentId
            ON CONFLICT (user_id, document_id) DO UPDATE SET visited_at = excluded.visited_at;
            DELETE FROM visits
            WHERE user_id = @UserId AND visited_at < (
                SELECT min(k.visited_at) FROM (
                    SELECT visited_at FROM visits WHERE user_id = @UserId ORDER BY visited_at DESC LIMIT @Kept) k);
            """,
            new { caller.TenantId, caller.UserId, documentId, now = time.GetUtcNow(), Kept }),
        cancel);

    public Task<IReadOnlyList<Visit>> Recent(Caller caller, int most, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection => (IReadOnlyList<Visit>)(await connection.QueryAsync<Visit>(
            """
            SELECT w.document_id, d.filename, w.visited_at AS at
            FROM visits w
            CROSS JOIN LATERAL (
                SELECT v.document_id FROM visible_documents(@TenantId, @UserId) v WHERE v.document_id = w.document_id) seen
            JOIN documents d ON d.document_id = seen.document_id
            WHERE w.user_id = @UserId
            ORDER BY w.visited_at DESC LIMIT @most
            """,
            new { caller.TenantId, caller.UserId, most = Math.Clamp(most, 1, Kept) })).AsList(),
        cancel);

    public Task<DateTimeOffset?> ComeIn(Caller caller, CancellationToken cancel) => database.Query(
        caller.TenantId,
        connection => connection.ExecuteScalarAsync<DateTimeOffset?>(
            """
            INSERT INTO user_preferences AS p (user_id, tenant_id, visited_at) VALUES (@UserId, @TenantId, @now)
            ON CONFLICT (user_id) DO UPDATE
            SET visited_before = CASE WHEN p.visited_at < @now - @OneVisit THEN p.visited_at ELSE p.visited_before END, visited_at = @now
            RETURNING visited_before
            """,
            new { caller.TenantId, caller.UserId, now = time.GetUtcNow(), OneVisit }),
        cancel);
}
