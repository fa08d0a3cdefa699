using Dapper;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Tenants;

[Orleans.GrainType("team")]
public sealed class TeamGrain(Database database) : Grain(database), ITeamGrain
{
    public Task<TeamView> Create(CreateTeam command) => Commit(async unit =>
    {
        unit.Caller.Require(Role.Admin);
        try
        {
            await unit.Connection.ExecuteAsync(
                "INSERT INTO teams (team_id, tenant_id, name, version, created_at) VALUES (@Id, @TenantId, @Name, 1, @Now)",
                new { Id, unit.Caller.TenantId, command.Name, unit.Now });
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new ProblemException(ProblemKind.Conflict, "team_name_taken", "There is a team of this name already. Use another name.");
        }
        unit.Emit(new TeamCreated(Id, command.Name));
        return new TeamView(Id, command.Name, []);
    });

    public Task<TeamView> AddMember(AddTeamMember command) => Commit(async unit =>
    {
        var name = await LockForAdmin(unit);
        try
        {
            var added = await unit.Connection.ExecuteAsync(
                "INSERT INTO team_members (tenant_id, team_id, user_id) VALUES (@TenantId, @Id, @UserId) ON CONFLICT DO NOTHING",
                new { unit.Caller.TenantId, Id, command.UserId });
            if (added == 1)
            {
                unit.Emit(new TeamMemberAdded(Id, command.UserId));
            }
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            throw ProblemException.NotFound("user");
        }
        return await View(name, unit);
    });

    public Task<TeamView> RemoveMember(RemoveTeamMember command) => Commit(async unit =>
    {
        var name = await LockForAdmin(unit);
        var removed = await unit.Connection.ExecuteAsync(
            "DELETE FROM team_members WHERE team_id = @Id AND user_id = @UserId", new { Id, command.UserId });
        if (removed == 1)
        {
            unit.Emit(new TeamMemberRemoved(Id, command.UserId));
        }
        return await View(name, unit);
    });

    private async Task<string> LockForAdmin(UnitOfWork unit)
    {
        unit.Caller.Require(Role.Admin);
        return await unit.Connection.QuerySingleOrDefaultAsync<string>(
            "UPDATE teams SET version = version + 1 WHERE team_id = @Id RETURNING name", new { Id })
                ?? throw ProblemException.NotFound("team");
    }

    private async Task<TeamView> View(string name, UnitOfWork unit)
    {
        var members = await unit.Connection.QueryAsync<Guid>(
            "SELECT user_id FROM team_members WHERE team_id = @Id ORDER BY user_id", new { Id });
        return new TeamView(Id, name, [.. members]);
    }
}
