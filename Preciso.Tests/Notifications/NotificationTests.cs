using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Documents;
using Preciso.Grains.Core.Events;
using Preciso.Grains.Notifications;
using Preciso.Jobs;
using Preciso.Notifications;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Notifications;

/// <summary>Each is told what concerns them, once, and only while they may know of it.</summary>
public sealed class NotificationTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private INotifications Notifications => silo.Services.GetRequiredService<INotifications>();

    [Fact]
    public async Task The_owner_hears_when_a_file_is_ready_and_when_a_reviewer_has_decided()
    {
        var owner = await silo.NewTenant();
        var reviewer = await silo.NewUser(owner, Role.Reviewer);
        var document = await silo.UploadReady(owner, "report.txt", "매출은 10억 원이다.");
        await Share(owner, document, reviewer.UserId);

        await silo.Grains.Get<IDocumentGrain>(document, reviewer).Approve(new ApproveDocument());
        var told = await Told(owner, 2);

        Assert.Equal([NotificationKind.DocumentApproved, NotificationKind.DocumentReady], told.Select(one => one.Kind));
        Assert.All(told, one => Assert.Equal((document, "report.txt"), (one.DocumentId!.Value, one.Filename)));
        Assert.Equal($"User {reviewer.UserId:N}"[..13], told[0].ByName);
    }

    [Fact]
    public async Task A_file_that_a_person_must_look_at_is_told_as_that_and_not_as_ready()
    {
        var owner = await silo.NewTenant();
        var uploaded = await silo.Documents.Upload(
            owner,
            new UploadFile(
                "receipt.txt", new MemoryStream(Encoding.UTF8.GetBytes("영수증\n상호: 한빛문구\n합계            15,000원\n")),
                _ => Task.FromResult(new UploadFields(ExpectedFields: new Dictionary<string, string> { ["total"] = "16,000" }))),
            Cancel);
        await silo.Settled(owner, uploaded.DocumentId);

        var told = await Told(owner, 1);

        Assert.Equal((NotificationKind.DocumentNeedsMe, NotificationReason.NeedsReview), (told.Single().Kind, told.Single().Reason!.Value));
    }

    [Fact]
    public async Task A_person_or_the_members_of_a_team_hear_what_is_shared_with_them_and_the_sharer_does_not()
    {
        var owner = await silo.NewTenant();
        var (friend, member) = (await silo.NewUser(owner), await silo.NewUser(owner));
        var team = await silo.NewTeam(owner, owner, member);
        var document = await silo.UploadReady(owner, "plan.txt", "예산은 5억 원이다.");

        await Share(owner, document, friend.UserId);
        await silo.Grains.Get<IDocumentGrain>(document, owner).Share(new ShareDocument(null, team, SharePermission.Read));

        Assert.Equal(NotificationKind.DocumentShared, (await Told(friend, 1)).Single().Kind);
        Assert.Equal("Admin", (await Told(member, 1)).Single().ByName);
        Assert.DoesNotContain(NotificationKind.DocumentShared, (await Told(owner, 1)).Select(one => one.Kind));
    }

    [Fact]
    public async Task Whoever_is_to_review_hears_of_it_until_they_are_no_reviewer()
    {
        var owner = await silo.NewTenant();
        var reviewer = await silo.NewUser(owner, Role.Reviewer);
        var document = await silo.UploadReady(owner, "note.txt", "예산 금액은 3억 원이다.");
        await Share(owner, document, reviewer.UserId);
        await silo.Grains.Get<IDocumentGrain>(document, owner).AssignReview(new AssignReview(reviewer.UserId));
        var told = await Told(reviewer, 2);

        var asAnalyst = reviewer with { Role = Role.Analyst };

        Assert.Equal(NotificationReason.Assigned, told[0].Reason);
        Assert.Equal(2, await Notifications.CountUnread(reviewer, Cancel));
        Assert.Equal([NotificationKind.DocumentShared], (await List(asAnalyst)).Select(one => one.Kind));
        Assert.Equal(1, await Notifications.CountUnread(asAnalyst, Cancel));
    }

    [Fact]
    public async Task Work_that_ended_without_its_result_is_told_to_whoever_started_it()
    {
        var admin = await silo.NewTenant();
        var analyst = await silo.NewUser(admin);

        var job = await silo.Rehearse(analyst);
        var told = await Told(analyst, 1);

        Assert.Equal((NotificationKind.JobFailed, NotificationReason.DeadLetter, job, "rehearsal"),
            (told.Single().Kind, told.Single().Reason!.Value, told.Single().JobId!.Value, told.Single().JobKind));
        Assert.Empty(await List(admin));
    }

    [Fact]
    public async Task Admins_hear_once_a_day_that_a_limit_of_the_company_is_used_up()
    {
        var admin = await silo.NewTenant();
        var analyst = await silo.NewUser(admin);
        await silo.Grains.Get<ITenantGrain>(admin.TenantId, admin)
            .SetQuota(new SetQuota(Lane.Interactive, QuotaScope.Tenant, null, new Quota(0.5f, 5, null)));

        for (var i = 0; i < 5; i++)
        {
            await silo.Ask(analyst, $"{i}번째 매출은 얼마인가?");
        }
        await Eventually.True(
            async () => (await List(admin)).Any(one => one is { Kind: NotificationKind.QuotaNear, Percent: >= 90 }), Deadline);
        var told = (await List(admin)).Where(one => one.Kind == NotificationKind.QuotaNear).ToList();

        Assert.All(told, one => Assert.Equal(Lane.Interactive, one.Lane));
        Assert.Equal(told.Count, told.Select(one => one.Percent).Distinct().Count());
        Assert.DoesNotContain(NotificationKind.QuotaNear, (await List(admin with { Role = Role.Reviewer })).Select(one => one.Kind));
        Assert.Empty(await List(analyst));
    }

    [Fact]
    public async Task An_event_that_comes_again_is_told_once()
    {
        var owner = await silo.NewTenant();
        var friend = await silo.NewUser(owner);
        var document = await silo.UploadReady(owner, "again.txt", "매출은 20억 원이다.");
        await Share(owner, document, friend.UserId);
        await Told(friend, 1);
        await Notifications.MarkAllRead(friend, Cancel);

        await HandAgain(owner.TenantId);
        await HandAgain(owner.TenantId);

        Assert.NotNull(Assert.Single(await List(friend)).ReadAt);
        Assert.Single(await List(owner), one => one.Kind == NotificationKind.DocumentReady);
    }

    [Fact]
    public async Task What_a_person_does_not_want_to_hear_is_not_told()
    {
        var owner = await silo.NewTenant();
        var (deaf, hearing) = (await silo.NewUser(owner), await silo.NewUser(owner));
        await silo.Services.GetRequiredService<IPreferences>().Save(
            deaf, new Preferences(Muted: [NotificationKind.DocumentShared]), Cancel);
        var document = await silo.UploadReady(owner, "quiet.txt", "매출은 30억 원이다.");

        await Share(owner, document, deaf.UserId);
        await Share(owner, document, hearing.UserId);
        await Told(hearing, 1);

        Assert.Empty(await List(deaf));
    }

    [Fact]
    public async Task Read_is_read_and_only_ones_own_is_marked()
    {
        var owner = await silo.NewTenant();
        var (one, other) = (await silo.NewUser(owner), await silo.NewUser(owner));
        var document = await silo.UploadReady(owner, "read.txt", "매출은 40억 원이다.");
        await Share(owner, document, one.UserId);
        await Share(owner, document, other.UserId);
        var mine = (await Told(one, 1)).Single();
        await Told(other, 1);

        await Notifications.MarkRead(other, mine.Id, Cancel);
        var afterTheOther = await Notifications.CountUnread(one, Cancel);
        await Notifications.MarkRead(one, mine.Id, Cancel);
        await Notifications.MarkRead(one, mine.Id, Cancel);

        Assert.Equal(1, afterTheOther);
        Assert.Equal(0, await Notifications.CountUnread(one, Cancel));
        Assert.Equal(1, await Notifications.CountUnread(other, Cancel));
    }

    [Fact]
    public async Task Old_ones_go()
    {
        var owner = await silo.NewTenant();
        var document = await silo.UploadReady(owner, "old.txt", "매출은 50억 원이다.");
        await Told(owner, 1);
        await silo.Database.Query(
            owner.TenantId,
            connection => connection.ExecuteAsync(
                "UPDATE notifications SET created_at = created_at - interval '91 days' WHERE document_id = @document", new { document }),
            Cancel);

        await silo.Services.GetServices<Preciso.Grains.Core.IChore>().Single(chore => chore.Name == "notifications").Run(Cancel);

        Assert.Empty(await List(owner));
    }

    private Task<DocumentView> Share(Caller owner, Guid document, Guid person) =>
        silo.Grains.Get<IDocumentGrain>(document, owner).Share(new ShareDocument(person, null, SharePermission.Read));

    private async Task<IReadOnlyList<Notification>> List(Caller caller) =>
        (await Notifications.List(caller, new NotificationFilter(), Cancel)).Items;

    private async Task<IReadOnlyList<Notification>> Told(Caller caller, int count)
    {
        await Eventually.True(async () => (await List(caller)).Count >= count, Deadline);
        return await List(caller);
    }

    private Task<int> HandAgain(Guid tenantId) => silo.Database.Transact(
        async connection =>
        {
            var log = await connection.QueryAsync<LoggedEvent>("SELECT * FROM read_events(0, 100000)");
            await new Notifier(TimeProvider.System).Handle(
                [.. log.Where(happened => happened.TenantId == tenantId)], connection, Cancel);
            return 0;
        },
        Cancel);
}
