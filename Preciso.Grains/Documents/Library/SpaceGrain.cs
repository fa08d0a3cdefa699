using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Documents.Library;

[Orleans.GrainType("space")]
public sealed class SpaceGrain(Database database) : Grain(database), ISpaceGrain
{
    private const int LongestName = 200;

    public Task<SpaceView> Create(CreateSpace command) => Commit(async unit =>
    {
        unit.Caller.Require(Role.Analyst);
        var name = Clean(command.Name);
        await RequireMember(command.TeamId, unit);
        Guid? owner = command.TeamId is null ? unit.Caller.UserId : null;
        try
        {
            await unit.Connection.ExecuteAsync(
                """
                INSERT INTO spaces (space_id, tenant_id, name, owner_id, team_id, created_by, created_at)
                VALUES (@Id, @TenantId, @name, @owner, @TeamId, @UserId, @Now)
                """,
                new { Id, unit.Caller.TenantId, name, owner, command.TeamId, unit.Caller.UserId, unit.Now });
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new ProblemException(
                ProblemKind.Conflict, "space_name_taken", "There is a space of this name already. Use another name.");
        }
        unit.Emit(new SpaceCreated(Id, name, command.TeamId));
        unit.Announce(null, null);
        return new SpaceView(Id, name, command.TeamId);
    });

    public Task<SpaceView> Delete(DeleteSpace command) => Commit(async unit =>
    {
        unit.Caller.Require(Role.Analyst);
        var space = await SpaceStore.Visible(Id, unit);
        try
        {
            await unit.WriteOne("DELETE FROM spaces WHERE space_id = @Id", new { Id });
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            throw new ProblemException(
                ProblemKind.Conflict, "space_not_empty", "Documents lie in it, perhaps in the trash or such that you may not see.");
        }
        unit.Emit(new SpaceDeleted(Id));
        unit.Announce(null, null);
        return new SpaceView(Id, space.Name, space.TeamId);
    });

    private static async Task RequireMember(Guid? teamId, UnitOfWork unit)
    {
        if (teamId is { } team && !await unit.Connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM team_members WHERE team_id = @team AND user_id = @UserId)", new { team, unit.Caller.UserId }))
        {
            throw ProblemException.NotFound("team");
        }
    }

    private static string Clean(string name) => name.Trim() is { Length: > 0 and <= LongestName } words
        ? words
        : throw new ProblemException(ProblemKind.Invalid, "space_invalid", "A space's name has 1 to 200 characters.");
}
