using Dapper;
using Preciso.Documents;
using Preciso.Grains.Core;

namespace Preciso.Grains.Documents.Library;

/// <param name="TeamId">Null for a person's own.</param>
internal sealed record Space(Guid SpaceId, string Name, Guid? TeamId);

/// <summary>Where documents lie, and what a team's space grants.</summary>
internal static class SpaceStore
{
    /// <summary>The space that an upload asks for; null if it asks for none.</summary>
    public static async Task<Space?> ForUpload(RegisterDocument command, UnitOfWork unit) => command switch
    {
        { SpaceId: { } spaceId } => await Visible(spaceId, unit),
        { Space: { } name } => await Named(name, unit) ?? await Make(name, unit),
        _ => null,
    };

    public static async Task<Space> Visible(Guid spaceId, UnitOfWork unit) =>
        await unit.Connection.QuerySingleOrDefaultAsync<Space>(
            """
            SELECT s.space_id, s.name, s.team_id FROM visible_spaces(@TenantId, @UserId) v JOIN spaces s ON s.space_id = v.space_id
            WHERE s.space_id = @spaceId
            """,
            new { unit.Caller.TenantId, unit.Caller.UserId, spaceId }) ?? throw ProblemException.NotFound("space");

    public static Task<Guid?> Team(Guid spaceId, UnitOfWork unit) => unit.Connection.QuerySingleOrDefaultAsync<Guid?>(
        "SELECT team_id FROM spaces WHERE space_id = @spaceId", new { spaceId });

    /// <summary>False where the team may read it already.</summary>
    public static async Task<bool> Grant(Guid documentId, Space space, UnitOfWork unit) => await unit.Connection.ExecuteAsync(
        """
        INSERT INTO document_grants (tenant_id, document_id, team_id, permission, granted_by, granted_at, space_id)
        VALUES (@TenantId, @documentId, @TeamId, 'read', @UserId, @Now, @SpaceId)
        ON CONFLICT (document_id, team_id) DO NOTHING
        """,
        new { unit.Caller.TenantId, documentId, space.TeamId, unit.Caller.UserId, unit.Now, space.SpaceId }) == 1;

    /// <summary>The team whose members read it only because it lay there; null if there is none.</summary>
    public static Task<Guid?> TakeBack(Guid documentId, Guid spaceId, UnitOfWork unit) => unit.Connection.QuerySingleOrDefaultAsync<Guid?>(
        "DELETE FROM document_grants WHERE document_id = @documentId AND space_id = @spaceId RETURNING team_id",
        new { documentId, spaceId });

    /// <summary>A team's before one's own.</summary>
    private static Task<Space?> Named(string name, UnitOfWork unit) => unit.Connection.QueryFirstOrDefaultAsync<Space>(
        """
        SELECT s.space_id, s.name, s.team_id FROM visible_spaces(@TenantId, @UserId) v JOIN spaces s ON s.space_id = v.space_id
        WHERE s.name = @name ORDER BY s.team_id NULLS LAST LIMIT 1
        """,
        new { unit.Caller.TenantId, unit.Caller.UserId, name });

    private static async Task<Space> Make(string name, UnitOfWork unit)
    {
        var made = await unit.Connection.ExecuteAsync(
            """
            INSERT INTO spaces (space_id, tenant_id, name, owner_id, created_by, created_at)
            VALUES (gen_random_uuid(), @TenantId, @name, @UserId, @UserId, @Now)
            ON CONFLICT (tenant_id, owner_id, name) DO NOTHING
            """,
            new { unit.Caller.TenantId, name, unit.Caller.UserId, unit.Now });
        var space = (await Named(name, unit))!;
        if (made == 1)
        {
            unit.Emit(new SpaceCreated(space.SpaceId, name, null));
        }
        return space;
    }
}
