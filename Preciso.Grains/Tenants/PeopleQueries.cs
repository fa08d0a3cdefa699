using Dapper;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Tenants;

/// <summary>The reading side of people. Looking someone up before their tenant is known goes through a door of the schema.</summary>
public sealed class PeopleQueries(Database database)
{
    public async Task<FoundUser?> FindByEmail(string email, CancellationToken cancel)
    {
        var found = await database.Across(
            connection => connection.QuerySingleOrDefaultAsync<Who>("SELECT * FROM find_by_email(@email)", new { email }), cancel);
        return found is null ? null : await FindById(found.TenantId, found.UserId, cancel);
    }

    public async Task<Caller?> FindByApiKey(byte[] hash, CancellationToken cancel)
    {
        var found = await database.Across(
            connection => connection.QuerySingleOrDefaultAsync<Who>("SELECT * FROM find_by_api_key(@hash)", new { hash }), cancel);
        return found is null ? null : await database.Query(found.TenantId, connection => UseKey(connection, found), cancel);
    }

    public Task<FoundUser?> FindById(Guid tenantId, Guid userId, CancellationToken cancel) => database.Query(
        tenantId,
        async connection =>
        {
            var user = await connection.QuerySingleOrDefaultAsync<User>("SELECT * FROM users WHERE user_id = @userId", new { userId });
            var tenant = await connection.ExecuteScalarAsync<string>(
                "SELECT name FROM tenants WHERE tenant_id = @tenantId", new { tenantId });
            return user is null ? null : new FoundUser(user, tenant!);
        },
        cancel);

    public Task<TenantView> Tenant(Caller caller, CancellationToken cancel) => database.Query(
        caller.TenantId,
        connection => connection.QuerySingleAsync<TenantView>(
            "SELECT tenant_id AS id, name FROM tenants WHERE tenant_id = @TenantId", new { caller.TenantId }),
        cancel);

    public Task<TenantSettings> Settings(Caller caller, CancellationToken cancel) =>
        database.Query(caller.TenantId, connection => SettingsStore.Read(connection, caller.TenantId), cancel);

    public Task<IReadOnlyList<UserView>> Users(Caller caller, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var users = await connection.QueryAsync<User>(
                "SELECT * FROM users WHERE tenant_id = @TenantId ORDER BY name, email", new { caller.TenantId });
            return (IReadOnlyList<UserView>)[.. users.Select(user => user.ToView())];
        },
        cancel);

    public Task<IReadOnlyList<TeamView>> Teams(Caller caller, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var rows = await connection.QueryAsync<(Guid Id, string Name, Guid[] Members)>(
                """
                SELECT t.team_id, t.name, coalesce(array_agg(m.user_id ORDER BY m.user_id) FILTER (WHERE m.user_id IS NOT NULL), '{}')
                FROM teams t LEFT JOIN team_members m USING (team_id)
                WHERE t.tenant_id = @TenantId GROUP BY t.team_id ORDER BY t.name
                """,
                new { caller.TenantId });
            return (IReadOnlyList<TeamView>)[.. rows.Select(row => new TeamView(row.Id, row.Name, row.Members))];
        },
        cancel);

    public Task<IReadOnlyList<ApiKeyView>> ApiKeys(Caller caller, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection => (IReadOnlyList<ApiKeyView>)(await connection.QueryAsync<ApiKeyView>(
            """
            SELECT key_id AS id, user_id, name, prefix, created_at, revoked_at, last_used_at
            FROM api_keys WHERE tenant_id = @TenantId AND (@all OR user_id = @UserId) ORDER BY key_id DESC
            """,
            new { caller.TenantId, caller.UserId, all = caller.Role == Role.Admin })).AsList(),
        cancel);

    // "Last used" is for people who tidy up; a minute's precision saves a write on every request.
    private static async Task<Caller?> UseKey(NpgsqlConnection connection, Who who)
    {
        var user = await connection.QuerySingleAsync<User>("SELECT * FROM users WHERE user_id = @UserId", new { who.UserId });
        await connection.ExecuteAsync(
            "UPDATE api_keys SET last_used_at = now() WHERE key_id = @KeyId AND (last_used_at IS NULL OR last_used_at < now() - interval "
            + "'1 minute')",
            new { who.KeyId });
        return user.Disabled ? null : new Caller(user.TenantId, user.UserId, user.RoleValue);
    }

    private sealed record Who
    {
        public Guid TenantId { get; init; }
        public Guid UserId { get; init; }
        public Guid? KeyId { get; init; }
    }
}

/// <summary>A person with the name of their company.</summary>
public sealed record FoundUser(User User, string TenantName)
{
    public Caller Caller => new(User.TenantId, User.UserId, User.RoleValue);

    public SignedIn ToSignedIn() => new(Caller, User.Email, User.Name, TenantName, User.Stamp.ToString());
}
