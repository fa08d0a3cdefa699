using Dapper;
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
        var before = await Lock(unit);
        if (before.Title == title)
        {
            return before;
        }
        await unit.WriteOne("UPDATE threads SET title = @title WHERE thread_id = @Id", new { title, Id });
        unit.Emit(new ThreadRenamed(Id));
        return before with { Title = title };
    });

    public Task<ThreadView> Delete(DeleteThread command) => Commit(async unit =>
    {
        var before = await Lock(unit);
        await unit.WriteOne("DELETE FROM threads WHERE thread_id = @Id", new { Id });
        unit.Emit(new ThreadDeleted(Id));
        return before;
    });

    private async Task<ThreadView> Lock(UnitOfWork unit) =>
        await unit.Connection.QuerySingleOrDefaultAsync<ThreadView>(
            $"{ThreadQueries.Columns} WHERE t.thread_id = @Id AND t.user_id = @UserId FOR UPDATE", new { Id, unit.Caller.UserId })
                ?? throw ProblemException.NotFound("thread");
}
