using Dapper;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Tenants;

/// <summary>The statements behind <see cref="UserGrain"/>.</summary>
internal static class UserStore
{
    public static Task<User?> Find(Guid userId, NpgsqlConnection connection) =>
        connection.QuerySingleOrDefaultAsync<User>("SELECT * FROM users WHERE user_id = @userId", new { userId });

    public static async Task Insert(User user, UnitOfWork unit)
    {
        try
        {
            await unit.Connection.ExecuteAsync(
                """
                INSERT INTO users (user_id, tenant_id, email, name, role, password_hash, stamp, version, created_at)
                VALUES (@UserId, @TenantId, @Email, @Name, @Role, @PasswordHash, @Stamp, 1, @Now)
                """,
                new { user.UserId, user.TenantId, user.Email, user.Name, user.Role, user.PasswordHash, user.Stamp, unit.Now });
        }
        catch (PostgresException e) when (e.ConstraintName == "users_email")
        {
            throw new ProblemException(ProblemKind.Conflict, "email_taken", "Someone has this e-mail address already. Use another one.");
        }
    }

    public static NpgsqlBatchCommand Update(User before, User next) => Statement.One(
        """
        UPDATE users
        SET name = @Name, role = @Role, password_hash = @PasswordHash, stamp = @Stamp, failed_sign_ins = @FailedSignIns,
            locked_until = @LockedUntil, disabled = @Disabled, version = @Version
        WHERE user_id = @UserId AND version = @known
        """,
        new
        {
            next.Name, next.Role, next.PasswordHash, next.Stamp, next.FailedSignIns, next.LockedUntil, next.Disabled, next.Version,
            next.UserId, known = before.Version,
        });

    /// <summary>
    /// Whether another admin who can sign in would remain. All admins are locked in one order first, so that two who
    /// demote each other at the same moment cannot both succeed.
    /// </summary>
    public static async Task<bool> AnotherAdminRemains(Guid userId, UnitOfWork unit)
    {
        var admins = await unit.Connection.QueryAsync<Guid>(
            "SELECT user_id FROM users WHERE tenant_id = @TenantId AND role = 'admin' AND NOT disabled ORDER BY user_id FOR UPDATE",
            new { unit.Caller.TenantId });
        return admins.Any(admin => admin != userId);
    }

    public static Task InsertKey(IssueApiKey key, User user, UnitOfWork unit) => unit.Connection.ExecuteAsync(
        """
        INSERT INTO api_keys (key_id, tenant_id, user_id, name, hash, prefix, created_at)
        VALUES (@KeyId, @TenantId, @UserId, @Name, @Hash, @Prefix, @Now)
        ON CONFLICT (key_id) DO NOTHING
        """,
        new { key.KeyId, user.TenantId, user.UserId, key.Name, key.Hash, key.Prefix, unit.Now });

    public static Task<ApiKeyView?> FindKey(Guid keyId, Guid userId, UnitOfWork unit) =>
        unit.Connection.QuerySingleOrDefaultAsync<ApiKeyView>(
            """
            SELECT key_id AS id, user_id, name, prefix, created_at, revoked_at, last_used_at
            FROM api_keys WHERE key_id = @keyId AND user_id = @userId FOR UPDATE
            """,
            new { keyId, userId });

    public static Task RevokeKey(Guid keyId, UnitOfWork unit) =>
        unit.WriteOne("UPDATE api_keys SET revoked_at = @Now WHERE key_id = @keyId AND revoked_at IS NULL", new { keyId, unit.Now });
}
