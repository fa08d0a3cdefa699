using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Preciso.Documents;
using Preciso.Notifications;
using Preciso.Tenants;
using Preciso.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace Preciso.Tests.Web;

/// <summary>The bell counts while one looks, and what is read is read.</summary>
public sealed class NotificationBellTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    [Fact]
    public async Task What_another_person_shares_rings_without_a_reload_and_opens_from_the_bell()
    {
        var admin = await world.NewAdmin();
        var friend = await world.NewColleague(admin, "김하늘");
        var document = await world.Silo.UploadReady(admin.Caller, "budget.txt", "The budget is five million.");
        var page = await world.SignIn(friend);
        await Expect(page.GetByTestId("bell")).ToHaveAttributeAsync("data-unread", "0");

        await Share(admin, document, friend);
        await Expect(page.GetByTestId("bell")).ToHaveAttributeAsync("data-unread", "1");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "budget.txt" })).ToHaveCountAsync(1);
        await page.GetByTestId("bell").ClickAsync();
        await page.GetByTestId("notification").GetByRole(AriaRole.Link).ClickAsync();

        await page.ArrivesAt($"**/documents/{document}");
        await Expect(page.GetByTestId("bell")).ToHaveAttributeAsync("data-unread", "0");
    }

    [Fact]
    public async Task A_right_that_is_taken_away_takes_its_notification_along()
    {
        var admin = await world.NewAdmin();
        var friend = await world.NewColleague(admin, "이바다");
        var document = await world.Silo.UploadReady(admin.Caller, "secret-plan.txt", "The plan is secret.");
        await Share(admin, document, friend);
        var page = await world.SignIn(friend);
        await Expect(page.GetByTestId("bell")).ToHaveAttributeAsync("data-unread", "1");

        await world.Silo.Grains.Get<IDocumentGrain>(document, admin.Caller).Unshare(new UnshareDocument(friend.Caller.UserId, null));

        await Expect(page.GetByTestId("bell")).ToHaveAttributeAsync("data-unread", "0");
        await page.GetByTestId("bell").ClickAsync();
        await Expect(page.GetByTestId("no-notifications")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task All_are_marked_as_read_in_every_window_of_the_person()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "one.txt", "One is one.");
        var (first, second) = (await world.SignIn(admin), await world.SignIn(admin));
        await Expect(first.GetByTestId("bell")).ToHaveAttributeAsync("data-unread", "1");
        await Expect(second.GetByTestId("bell")).ToHaveAttributeAsync("data-unread", "1");

        await first.GetByTestId("bell").ClickAsync();
        await first.GetByTestId("read-all").ClickAsync();

        await Expect(first.GetByTestId("notification")).ToHaveAttributeAsync("data-read", "true");
        await Expect(second.GetByTestId("bell")).ToHaveAttributeAsync("data-unread", "0");
    }

    [Fact]
    public async Task Ones_own_work_is_behind_the_bell_as_well()
    {
        var admin = await world.NewAdmin();
        await world.Silo.Rehearse(admin.Caller, endless: true);
        var page = await world.SignIn(admin);

        await page.GetByTestId("bell").ClickAsync();
        await page.GetByRole(AriaRole.Tab).Nth(1).ClickAsync();

        await Expect(page.Locator("[data-testid=activity][data-state=processing]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_is_switched_off_on_the_account_page_rings_no_more()
    {
        var admin = await world.NewAdmin();
        var friend = await world.NewColleague(admin, "최조용");
        var document = await world.Silo.UploadReady(admin.Caller, "quiet.txt", "Quiet is golden.");
        var page = await world.SignIn(friend, to: "/account");
        await page.GetByTestId("tell-document_shared").SetCheckedAsync(false, new() { Force = true });
        var preferences = world.Silo.Services.GetRequiredService<IPreferences>();
        await Eventually.True(
            async () => (await preferences.Get(friend.Caller, CancellationToken.None)).Muted.Contains(NotificationKind.DocumentShared),
            TimeSpan.FromSeconds(20));

        await Share(admin, document, friend);
        await world.Silo.Rehearse(friend.Caller); // which fails, and is told

        await Expect(page.GetByTestId("bell")).ToHaveAttributeAsync("data-unread", "1");
        await page.GetByTestId("bell").ClickAsync();
        await Expect(page.GetByTestId("notification")).ToHaveAttributeAsync("data-kind", "job_failed");
    }

    private Task<DocumentView> Share(Person owner, Guid document, Person with) =>
        world.Silo.Grains.Get<IDocumentGrain>(document, owner.Caller)
            .Share(new ShareDocument(with.Caller.UserId, null, SharePermission.Read));
}
