using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Jobs;

namespace Preciso.Grains.Documents;

/// <summary>Into the trash, out of it again, and away for good.</summary>
public sealed partial class DocumentGrain
{
    public Task<DocumentView> Delete(DeleteDocument command) => Decide(
        async (document, unit) =>
        {
            await RequireOwned(document, unit);
            return await Deleted(document, null, unit);
        },
        document => document.ToView());

    public Task<DocumentView> DeletePart(DeletePart command) => Decide(
        async (document, unit) =>
        {
            if (document.CameOutOf is null || document.StateValue == DocumentState.Deleted
                || await DocumentStore.HasLivingParent(document, unit))
            {
                return document;
            }
            await RequireOwned(document, unit);
            return await Deleted(document, command.With, unit);
        },
        document => document.ToView());

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

    /// <summary>
    /// What came out of it is other grains' to delete. A job asks them, and finds all: nothing more comes out from now on.
    /// </summary>
    private async Task<Document> Deleted(Document document, Guid? with, UnitOfWork unit)
    {
        unit.Emit(new DocumentDeleted(Id));
        await WithdrawYields(unit);
        await JobQueue.CancelIfOpen(
            unit, document.JobId, new JobProblem(ErrorClass.Input, "document_deleted", "The document was deleted."));
        if (await DocumentStore.HasParts(Id, unit))
        {
            // By the version, because it may be restored and deleted once more.
            unit.Enqueue(new NewJob(Guid.CreateVersion7(), DocumentJobs.DeleteParts, $"{Id}/{document.Version}", Id));
        }
        return Told(document.Delete(unit.Caller.UserId, with, unit.Now), unit);
    }

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

    private void RequireRecoverable(Document document, UnitOfWork unit)
    {
        if (document.OwnerId != unit.Caller.UserId || document.ErasedAt is not null)
        {
            throw Missing;
        }
    }
}
