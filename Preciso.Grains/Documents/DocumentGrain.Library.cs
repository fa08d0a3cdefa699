using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Documents.Library;
using Preciso.Grains.Jobs;
using Preciso.Tenants;

namespace Preciso.Grains.Documents;

/// <summary>Where people put a document, by what they find it again, and how it comes out of the trash.</summary>
public sealed partial class DocumentGrain
{
    public Task<DocumentView> Restore(RestoreDocument command) => Decide(
        async (document, unit) =>
        {
            RequireRecoverable(document, unit);
            return document.StateValue == DocumentState.Deleted ? await Restored(document, unit) : document;
        },
        document => document.ToView());

    public Task<DocumentView> RestorePart(RestorePart command) => Decide(
        async (document, unit) =>
        {
            if (document.StateValue != DocumentState.Deleted || document.ErasedAt is not null || document.DeletedWith != command.With
                || await DocumentStore.FindSame(document.OwnerId, document.Sha256, unit) is not null)
            {
                return document; // back already by itself, or because its file came again
            }
            RequireRecoverable(document, unit);
            return await Restored(document, unit);
        },
        document => document.ToView());

    public Task<DocumentView> Erase(EraseDocument command) => Decide(
        async (document, unit) =>
        {
            if (document.OwnerId != unit.Caller.UserId)
            {
                throw Missing;
            }
            if (document.ErasedAt is not null)
            {
                return document;
            }
            var erased = document.Erase(unit.Now);
            await WithdrawYields(unit);
            unit.Emit(new DocumentErased(Id));
            unit.Enqueue(new NewJob(Guid.CreateVersion7(), DocumentJobs.Erase, Id.ToString(), Id));
            return Told(erased, unit);
        },
        document => document.ToView());

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

    /// <summary>What was made of it when it was approved is made again, and what went with it comes back, both by jobs.</summary>
    private async Task<Document> Restored(Document document, UnitOfWork unit)
    {
        if (await DocumentStore.FindSame(document.OwnerId, document.Sha256, unit) is not null)
        {
            throw new ProblemException(
                ProblemKind.Conflict, "same_file_there", "The same file was uploaded again meanwhile. Use that one, or delete it first.");
        }
        var restored = document.Restore(Guid.CreateVersion7());
        unit.Emit(new DocumentRestored(Id));
        if (restored.JobId != document.JobId)
        {
            unit.Enqueue(IngestJob(restored));
        }
        if (restored.ApprovalValue == ApprovalState.Approved)
        {
            var key = $"{restored.ApprovalId}/{document.Version}";
            unit.Enqueue(new NewJob(Guid.CreateVersion7(), DocumentJobs.FollowApproval, key, Id));
        }
        unit.Enqueue(new NewJob(Guid.CreateVersion7(), DocumentJobs.RestoreParts, $"{Id}/{document.Version}", Id));
        return Told(restored, unit);
    }

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

    private async Task RequireNotInSpace(Document document, Guid? teamId, UnitOfWork unit)
    {
        if (teamId is { } team && document.SpaceId is { } space && await SpaceStore.Team(space, unit) == team)
        {
            throw new ProblemException(
                ProblemKind.Conflict, "shared_by_space", "It lies in a space of this team. Move it out, and the team no longer reads it.");
        }
    }

    private void RequireRecoverable(Document document, UnitOfWork unit)
    {
        if (document.OwnerId != unit.Caller.UserId || document.ErasedAt is not null)
        {
            throw Missing;
        }
    }
}
