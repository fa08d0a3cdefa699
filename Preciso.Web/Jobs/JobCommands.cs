using MudBlazor;
using Preciso.Jobs;
using Preciso.Web.Layout;
using Preciso.Web.Resources;
using Preciso.Web.Tenants;

namespace Preciso.Web.Jobs;

/// <summary>What a person can do to jobs, the same from a job's page, the search and the dead-letter desk.</summary>
public sealed class JobCommands(IGrains grains, IJobs jobs, Session session, Dialogs dialogs, Problems problems, Texts texts)
{
    /// <summary>What cannot be taken back is asked for again; setting aside asks for the reason.</summary>
    public async Task Do(JobView job, JobAction action)
    {
        if (action == JobAction.SetAside)
        {
            await dialogs.Show<SetAsideDialog, bool>(
                texts["job_action_set_aside"], new DialogParameters<SetAsideDialog> { { dialog => dialog.JobId, job.Id } });
        }
        else if (action != JobAction.Discard || await Confirm(action, 1))
        {
            await problems.Try(async () =>
            {
                await Send(await Grain(job.Id), action);
                problems.Done(texts[$"done_{Snake.Case(action)}"]);
            });
        }
    }

    public Task<bool> SetAside(Guid jobId, string reason) => problems.Try(async () =>
    {
        await (await Grain(jobId)).SetAside(new SetJobAside(reason));
        problems.Done(texts["done_set_aside"]);
    });

    /// <summary>The same to each of these, after a question that says how many; false if the person changed their mind.</summary>
    public async Task<bool> DoToEach(IReadOnlyCollection<Guid> ids, JobAction action)
    {
        if (!await Confirm(action, ids.Count))
        {
            return false;
        }
        var refused = 0;
        foreach (var id in ids)
        {
            try
            {
                await Send(await Grain(id), action);
            }
            catch (ProblemException)
            {
                refused++; // it has gone on in between
            }
        }
        Tell(new BulkOutcome(ids.Count - refused, refused));
        return true;
    }

    /// <summary>The same to all that the filter finds, after a question that says how many.</summary>
    public async Task<bool> DoToAll(JobFilter filter, JobAction action, int count) =>
        await Confirm(action, count)
        && await problems.Try(async () => Tell(await jobs.DoToAll(await session.Caller(), filter, action, CancellationToken.None)));

    // "Cancel" would be what the other button does.
    private Task<bool> Confirm(JobAction action, int count) => dialogs.Confirm(
        texts.Word(action), texts.Format($"confirm_{Snake.Case(action)}", count), texts.Word(action), texts["leave_as_is"]);

    private void Tell(BulkOutcome outcome) => problems.Done(
        outcome.Refused == 0 ? texts.Format("jobs_done", outcome.Done) : texts.Format("jobs_done_some", outcome.Done, outcome.Refused));

    private async Task<IJobGrain> Grain(Guid jobId) => grains.Get<IJobGrain>(jobId, await session.Caller());

    private static Task Send(IJobGrain job, JobAction action) => action switch
    {
        JobAction.Cancel => job.Cancel(new CancelJob()),
        JobAction.Retry => job.Retry(new RetryJob()),
        JobAction.Discard => job.Discard(new DiscardJob()),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Setting aside needs a reason."),
    };
}
