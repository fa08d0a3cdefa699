using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Documents.Library;
using Preciso.Tenants;

namespace Preciso.Grains.Documents;

/// <summary>Where people put a document, and by what they find it again.</summary>
public sealed partial class DocumentGrain
{
    public Task<DocumentView> Tag(TagDocument command) => Decide(
        async (document, unit) =>
        {
            await DocumentStore.RequireVisible(document, unit);
            unit.Caller.Require(document.OwnerId == unit.Caller.UserId ? Role.Analyst : Role.Reviewer);
            var (added, removed) = await TagStore.Change(Id, command, unit);
            if (added.Count + removed.Count > 0)
            {
                unit.Emit(new DocumentTagged(Id, added, removed));
                unit.Announce(Id, null);
            }
            return document;
        },
        document => document.ToView());

    public Task<DocumentView> Move(MoveDocument command) => Decide(
        async (document, unit) =>
        {
            await RequireShareable(document, unit);
            if (document.SpaceId == command.SpaceId)
            {
                return document;
            }
            var space = command.SpaceId is { } wanted ? await SpaceStore.Visible(wanted, unit) : null;
            if (space is { TeamId: null } && document.OwnerId != unit.Caller.UserId)
            {
                throw new ProblemException(
                    ProblemKind.Forbidden, "space_of_owner_only",
                    "Your own space takes your own files only. Put files of others into a space of your team.");
            }
            await TakeOut(document, unit);
            await LetIn(space, unit);
            unit.Emit(new DocumentMoved(Id, command.SpaceId));
            return Told(document.Move(space?.SpaceId, space?.Name), unit);
        },
        document => document.ToView());

    /// <summary>Whoever may read it because it lies in a team's space may no longer.</summary>
    private async Task TakeOut(Document document, UnitOfWork unit)
    {
        if (document.SpaceId is { } from && await SpaceStore.TakeBack(Id, from, unit) is { } team)
        {
            unit.Emit(new DocumentUnshared(Id, null, team));
        }
    }

    private async Task LetIn(Space? space, UnitOfWork unit)
    {
        if (space is { TeamId: { } team } && await SpaceStore.Grant(Id, space, unit))
        {
            unit.Emit(new DocumentShared(Id, null, team, SharePermission.Read));
        }
    }

    private static async Task RequireNotInSpace(Document document, Guid? teamId, UnitOfWork unit)
    {
        if (teamId is { } team && document.SpaceId is { } space && await SpaceStore.Team(space, unit) == team)
        {
            throw new ProblemException(
                ProblemKind.Conflict, "shared_by_space", "It lies in a space of this team. Move it out, and the team no longer reads it.");
        }
    }
}
