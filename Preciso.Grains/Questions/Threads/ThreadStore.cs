using Dapper;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Threads;

/// <summary>The statements behind <see cref="ThreadGrain"/>.</summary>
internal static class ThreadStore
{
    public const string Columns =
        """
        t.thread_id AS id, t.title, t.created_at, t.asked_at, o.name AS owner_name, v.is_owner,
        EXISTS (SELECT FROM thread_grants g WHERE g.thread_id = t.thread_id) AS is_shared
        """;

    public const string Source =
        """
        FROM visible_threads(@TenantId, @UserId) v
        JOIN threads t ON t.thread_id = v.thread_id
        JOIN users o ON o.user_id = t.user_id
        """;

    /// <summary>A conversation as the reader sees it: WHERE is to follow, over t.</summary>
    public const string View = $"SELECT {Columns} {Source}";

    /// <summary>Not found unless the caller may read it; until the transaction ends nobody else changes it.</summary>
    public static async Task<ThreadView> Lock(Guid threadId, UnitOfWork unit) =>
        await unit.Connection.QuerySingleOrDefaultAsync<ThreadView>(
            $"{View} WHERE t.thread_id = @threadId FOR UPDATE OF t", new { unit.Caller.TenantId, unit.Caller.UserId, threadId })
                ?? throw ProblemException.NotFound("thread");

    /// <summary>True when it is new. Who has left is back, themselves or with their team.</summary>
    public static Task<bool> Grant(Guid threadId, ShareThread share, UnitOfWork unit) => unit.Connection.ExecuteScalarAsync<bool>(
        """
        WITH granted AS (
            INSERT INTO thread_grants (tenant_id, thread_id, user_id, team_id, granted_by, granted_at)
            VALUES (@TenantId, @threadId, @ToUser, @ToTeam, @GrantedBy, @Now)
            ON CONFLICT DO NOTHING
            RETURNING thread_id),
        back AS (
            DELETE FROM thread_leavers l USING granted
            WHERE l.thread_id = granted.thread_id
              AND (l.user_id = @ToUser OR l.user_id IN (SELECT m.user_id FROM team_members m WHERE m.team_id = @ToTeam)))
        SELECT EXISTS (SELECT FROM granted)
        """,
        new
        {
            unit.Caller.TenantId, threadId, ToUser = share.UserId, ToTeam = share.TeamId, GrantedBy = unit.Caller.UserId, unit.Now,
        });

    public static async Task<bool> Revoke(Guid threadId, UnshareThread unshare, UnitOfWork unit) => await unit.Connection.ExecuteAsync(
        "DELETE FROM thread_grants WHERE thread_id = @threadId AND (user_id = @UserId OR team_id = @TeamId)",
        new { threadId, unshare.UserId, unshare.TeamId }) > 0;

    public static Task Leave(Guid threadId, UnitOfWork unit) => unit.Connection.ExecuteAsync(
        """
        WITH mine AS (DELETE FROM thread_grants WHERE thread_id = @threadId AND user_id = @UserId)
        INSERT INTO thread_leavers (tenant_id, thread_id, user_id, left_at) VALUES (@TenantId, @threadId, @UserId, @Now)
        """,
        new { threadId, unit.Caller.TenantId, unit.Caller.UserId, unit.Now });
}
