using Dapper;
using Preciso.Grains.Storage;
using Preciso.Jobs;
using Preciso.Tenants;

namespace Preciso.Grains.Jobs;

public sealed class QuotaQueries(Database database) : IQuotas
{
    public Task<IReadOnlyList<QuotaView>> List(Caller caller, CancellationToken cancel)
    {
        caller.Require(Role.Admin);
        return database.Query<IReadOnlyList<QuotaView>>(
            caller.TenantId,
            async connection => [.. (await connection.QueryAsync<QuotaRow>(
                """
                SELECT q.lane, q.scope, q.user_id, u.name AS user_name, q.rate_per_minute, q.burst, q.concurrency
                FROM quotas q LEFT JOIN users u ON u.user_id = q.user_id
                JOIN lanes l ON l.lane = q.lane
                WHERE q.tenant_id = @TenantId
                ORDER BY l.priority, q.scope = 'user', q.scope DESC, u.name
                """,
                caller)).Select(row => row.ToView())],
            cancel);
    }

    private sealed class QuotaRow
    {
        public required string Lane { get; init; }
        public required string Scope { get; init; }
        public Guid? UserId { get; init; }
        public string? UserName { get; init; }
        public float? RatePerMinute { get; init; }
        public int? Burst { get; init; }
        public int? Concurrency { get; init; }

        public QuotaView ToView() => new(
            Snake.Parse<Lane>(Lane), Snake.Parse<QuotaScope>(Scope), UserId, UserName, new Quota(RatePerMinute, Burst, Concurrency));
    }
}
