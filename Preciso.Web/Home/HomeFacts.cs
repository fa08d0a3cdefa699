using Preciso.Datasets;
using Preciso.Documents;
using Preciso.Jobs;
using Preciso.Notifications;
using Preciso.Questions;
using Preciso.Tenants;

namespace Preciso.Web.Home;

/// <summary>What the home page shows.</summary>
/// <param name="Since">When the person was here before; null the first time.</param>
/// <param name="News">What they were told since then.</param>
/// <param name="Setup">Steps of the first use for their role, with those that are done; null where there is nothing to set up.</param>
public sealed record HomeFacts(
    IReadOnlyDictionary<DocumentState, int> Counts, IReadOnlyList<Visit> Recent, IReadOnlyList<ThreadView> Threads, DateTimeOffset? Since,
    IReadOnlyList<Notification> News, IReadOnlyList<Need> Needs, IReadOnlyList<SetupStanding>? Setup);

/// <param name="Code">Names its words: <c>need_failed</c>.</param>
public sealed record Need(string Code, int Count, string Href);

public sealed record SetupStanding(SetupStep Step, bool Done, bool Later);

/// <summary>Asks the rooms for it, all at once.</summary>
public sealed class HomeQueries(
    IDocuments documents, IJobs jobs, IThreads threads, IVisits visits, INotifications notifications, IPreferences preferences,
    IPeople people, IDatasets datasets)
{
    private const int Shown = 6;
    private const int Counted = 100;

    /// <param name="since">Told by <see cref="IVisits.ComeIn"/>.</param>
    public async Task<HomeFacts> Read(Caller caller, Task<DateTimeOffset?> since, CancellationToken cancel)
    {
        var (counts, recent) = (documents.Count(caller, cancel), visits.Recent(caller, Shown, cancel));
        var lately = threads.List(caller, new ThreadFilter(Limit: Shown), cancel);
        var (needs, setup) = (Needs(caller, counts, cancel), Setup(caller, counts, cancel));
        var news = await notifications.List(caller, new NotificationFilter(Since: await since, Limit: Shown), cancel);
        return new HomeFacts(await counts, await recent, (await lately).Items, await since, news.Items, await needs, await setup);
    }

    private async Task<IReadOnlyList<Need>> Needs(
        Caller caller, Task<IReadOnlyDictionary<DocumentState, int>> counts, CancellationToken cancel)
    {
        var assigned = Assigned(caller, cancel);
        var letters = caller.IsOperator
            ? jobs.Count(caller, new JobFilter(JobState.DeadLetter, Everybody: true), cancel) : Task.FromResult<JobCount?>(null)!;
        var limits = caller.Role == Role.Admin ? Limits(caller, cancel) : Task.FromResult(0);
        var states = await counts;
        Need[] all =
        [
            new("assigned", (await assigned).Count, "/reviews?whose=mine"),
            new("changes_requested", (await assigned).Count(item => item.Approval == ApprovalState.ChangesRequested), "/reviews"),
            new("review", states.GetValueOrDefault(DocumentState.NeedsReview),
                caller.Role >= Role.Analyst ? "/reviews" : "/documents?state=needs_review"),
            new("failed", states.GetValueOrDefault(DocumentState.Failed), "/documents?state=failed"),
            new("dead_letters", (await letters)?.Total ?? 0, "/operations/dead-letters"),
            new("quota", await limits, "/operations/quotas"),
        ];
        return [.. all.Where(need => need.Count > 0)];
    }

    private async Task<IReadOnlyList<ReviewItem>> Assigned(Caller caller, CancellationToken cancel) => caller.Role >= Role.Analyst
        ? (await documents.ReviewQueue(caller, new ReviewFilter(Mine: true, Limit: Counted), cancel)).Items : [];

    /// <summary>Warnings about limits that they have not read.</summary>
    private async Task<int> Limits(Caller caller, CancellationToken cancel) =>
        (await notifications.List(caller, new NotificationFilter(UnreadOnly: true, Limit: Counted), cancel)).Items
            .Count(one => one.Kind == NotificationKind.QuotaNear);

    /// <summary>Done once is done for good: then nothing has to be looked up any more.</summary>
    private async Task<IReadOnlyList<SetupStanding>?> Setup(
        Caller caller, Task<IReadOnlyDictionary<DocumentState, int>> counts, CancellationToken cancel)
    {
        var kept = await preferences.Get(caller, cancel);
        if (kept.SetupClosed)
        {
            return null;
        }
        var steps = SetupSteps.For(caller.Role);
        var users = steps.Contains(SetupStep.People) ? people.Users(caller, cancel) : Task.FromResult<IReadOnlyList<UserView>>([]);
        var asked = jobs.List(caller, new JobFilter(Kind: AskQuestion.JobKind, Limit: 1), cancel);
        var approved = steps.Contains(SetupStep.FirstApproval)
            ? datasets.Count(caller, null, cancel) : Task.FromResult(new DatasetCounts(0, 0, 0, 0, 0, false));
        var seen = new Dictionary<SetupStep, bool>
        {
            [SetupStep.People] = (await users).Count > 1,
            [SetupStep.FirstFile] = (await counts).Count > 0,
            [SetupStep.FirstQuestion] = (await asked).Items.Count > 0,
            [SetupStep.FirstApproval] = (await approved).Documents > 0,
        };
        var standing = steps.Select(step => new SetupStanding(
            step, seen.GetValueOrDefault(step) || kept.SetupDone.Contains(step), kept.SetupLater.Contains(step))).ToList();
        if (standing.Any(step => !step.Done))
        {
            return standing;
        }
        await preferences.Save(caller, kept with { SetupClosed = true }, cancel);
        return null;
    }
}
