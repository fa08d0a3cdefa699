using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Threads;

[Orleans.GrainType("thread")]
public sealed class ThreadGrain(Database database) : Grain(database), IThreadGrain
{
    public Task<ThreadView> Rename(RenameThread command) => Commit(async unit =>
    {
        var title = command.Title.Trim();
        if (title.Length is 0 or > RenameThread.LongestTitle)
        {
            throw new ProblemException(
                ProblemKind.Invalid, "thread_title_invalid", $"A title has 1 to {RenameThread.LongestTitle} characters.");
        }
        var before = await LockOwn(unit);
        if (before.Title == title)
        {
            return before;
        }
        await unit.WriteOne("UPDATE threads SET title = @title WHERE thread_id = @Id", new { title, Id });
        unit.Emit(new ThreadRenamed(Id));
        unit.AnnounceThread(Id);
        return before with { Title = title };
    });

    public Task<ThreadView> Delete(DeleteThread command) => Commit(async unit =>
    {
        var before = await LockOwn(unit);
        await unit.WriteOne("DELETE FROM threads WHERE thread_id = @Id", new { Id });
        unit.Emit(new ThreadDeleted(Id));
        unit.AnnounceThread(Id);
        return before;
    });

    public Task<ThreadView> Share(ShareThread command) => Commit(async unit =>
    {
        var before = await LockOwn(unit);
        RequireOther(command.UserId, command.TeamId, unit);
        try
        {
            if (await ThreadStore.Grant(Id, command, unit))
            {
                unit.Emit(new ThreadShared(Id, command.UserId, command.TeamId));
                unit.AnnounceThread(Id);
            }
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            throw ProblemException.NotFound(command.UserId is null ? "team" : "user");
        }
        return before with { IsShared = true };
    });

    public Task<ThreadView> Unshare(UnshareThread command) => Commit(async unit =>
    {
        var before = await LockOwn(unit);
        RequireOther(command.UserId, command.TeamId, unit);
        if (!await ThreadStore.Revoke(Id, command, unit))
        {
            return before;
        }
        unit.Emit(new ThreadUnshared(Id, command.UserId, command.TeamId));
        unit.AnnounceThread(Id);
        return await ThreadStore.Lock(Id, unit);
    });

    public Task<ThreadView> Leave(LeaveThread command) => Commit(async unit =>
    {
        var before = await ThreadStore.Lock(Id, unit);
        if (before.IsOwner)
        {
            throw new ProblemException(ProblemKind.Invalid, "thread_own", "The conversation is yours: remove it, or stop sharing it.");
        }
        await ThreadStore.Leave(Id, unit);
        unit.Emit(new ThreadLeft(Id, unit.Caller.UserId));
        unit.AnnounceThread(Id);
        return before;
    });

    private async Task<ThreadView> LockOwn(UnitOfWork unit)
    {
        var thread = await ThreadStore.Lock(Id, unit);
        return thread.IsOwner ? thread : throw OwnerOnly();
    }

    internal static ProblemException OwnerOnly() => new(
        ProblemKind.Forbidden, "thread_owner_only", "The conversation is shared with you. Only who began it can do this.");

    private static void RequireOther(Guid? userId, Guid? teamId, UnitOfWork unit)
    {
        if (userId is null == teamId is null)
        {
            throw new ProblemException(ProblemKind.Invalid, "share_target_invalid", "Name either a user or a team.");
        }
        if (userId == unit.Caller.UserId)
        {
            throw new ProblemException(ProblemKind.Invalid, "share_with_oneself", "You have it already. Name somebody else.");
        }
    }
}
