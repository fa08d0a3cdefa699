using Microsoft.Playwright;
using Preciso.Documents;
using Preciso.Jobs;
using Preciso.Tenants;
using static Microsoft.Playwright.Assertions;

namespace Preciso.Tests.Web;

/// <summary>The first half hour, and every day after it.</summary>
public sealed class HomePageTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    [Fact]
    public async Task The_first_steps_are_those_of_the_role_and_are_done_when_they_are_done()
    {
        var admin = await world.NewAdmin();
        var page = await world.SignIn(admin);
        await Expect(Step(page, "company")).ToContainTextAsync("회사 설정");
        await Expect(page.GetByTestId("setup-step")).ToHaveCountAsync(6);

        await Step(page, "company").GetByTestId("setup-checked").ClickAsync();
        await Expect(Step(page, "company")).ToHaveAttributeAsync("data-done", "true");
        await Step(page, "people").GetByTestId("setup-put-off").ClickAsync();
        await Expect(page.GetByTestId("preflight").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(7); // the next open step
        await world.Silo.UploadReady(admin.Caller, "first.txt", "The first file is here.");
        await Expect(Step(page, "first_file")).ToHaveAttributeAsync("data-done", "true");
        await world.Silo.Ask(admin.Caller, "What is here?");
        await Expect(Step(page, "first_question")).ToHaveAttributeAsync("data-done", "true");
        await page.Reload();

        await Expect(page.GetByTestId("setup-progress")).ToContainTextAsync("6단계 중 3단계");
        await Expect(Step(page, "people")).ToContainTextAsync("나중에");
    }

    [Fact]
    public async Task The_first_steps_are_in_English_too_and_go_when_they_are_closed()
    {
        var analyst = await world.NewColleague(await world.NewAdmin(), "Ann");
        var page = await world.SignIn(analyst);
        await page.GetByTestId("language").ClickAsync();
        await Expect(page.GetByTestId("setup-step")).ToHaveCountAsync(2);
        await Expect(Step(page, "first_file")).ToContainTextAsync("Upload a PDF");

        await page.GetByTestId("setup-close").ClickAsync();
        await Expect(page.GetByTestId("setup")).ToHaveCountAsync(0);
        await page.Reload();

        await Expect(page.GetByTestId("needs-nothing")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("setup")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_waits_for_a_person_is_what_their_role_can_do_about_it()
    {
        var admin = await world.NewAdmin();
        var reviewer = await world.NewColleague(admin, "박검토", Role.Reviewer);
        var document = await world.Silo.UploadReady(admin.Caller, "terms.txt", "The terms are fair.");
        var grain = world.Silo.Grains.Get<IDocumentGrain>(document, admin.Caller);
        await grain.Share(new ShareDocument(reviewer.Caller.UserId, null, SharePermission.Read));
        await grain.RequestChanges(new RequestDocumentChanges("The date is wrong.", []));
        await grain.AssignReview(new AssignReview(reviewer.Caller.UserId));
        await world.Silo.JobOnceIn(admin.Caller, await world.Silo.Rehearse(admin.Caller), JobState.DeadLetter);

        var forAdmin = await world.SignIn(admin);
        var forReviewer = await world.SignIn(reviewer);

        await Expect(Need(forReviewer, "assigned")).ToContainTextAsync("1건");
        await Expect(Need(forReviewer, "dead_letters")).ToHaveCountAsync(0);
        await Expect(Need(forAdmin, "dead_letters")).ToContainTextAsync("1건");
        await Need(forReviewer, "assigned").GetByRole(AriaRole.Link).ClickAsync();
        await forReviewer.ArrivesAt("**/reviews?whose=mine");
    }

    [Fact]
    public async Task One_goes_on_where_one_was_and_asks_from_where_one_is()
    {
        var admin = await world.NewAdmin();
        var document = await world.Silo.UploadReady(admin.Caller, "where-i-was.txt", "Here I was.");
        var page = await world.SignIn(admin, to: $"/documents/{document}");
        await page.GetByTestId("nav-home").First.ClickAsync();

        await Expect(page.GetByTestId("continue")).ToContainTextAsync("where-i-was.txt");
        await page.GetByTestId("quick-question").FillAsync("보증 기간은?");
        await page.GetByTestId("quick-question").PressAsync("Enter");

        await page.ArrivesAt("**/ask?q=*");
    }

    private static ILocator Step(IPage page, string step) => page.Locator($"[data-testid=setup-step][data-step={step}]");

    private static ILocator Need(IPage page, string need) => page.Locator($"[data-testid=need][data-need={need}]");
}
