using Microsoft.Playwright;
using Preciso.Documents;
using static Microsoft.Playwright.Assertions;

namespace Preciso.Tests.Web;

/// <summary>A conversation of two people, what is offered to be asked next, and a question put to a space, as people meet them.</summary>
public sealed class SharedConversationTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    private const string Statement =
        "<h1>Nordwind</h1><h2>Income statement</h2><table><tr><td>(USD million)</td><td>2023</td><td>2022</td></tr>"
        + "<tr><td>Revenue</td><td>4,210</td><td>3,800</td></tr><tr><td>Operating income</td><td>505</td><td>418</td></tr></table>";

    private const string Asked = "What was Nordwind's revenue in 2023?";

    [Fact]
    public async Task Two_people_ask_in_one_conversation_and_each_sees_what_they_may_read()
    {
        var admin = await world.NewAdmin();
        var mina = await world.NewColleague(admin, "Mina");
        await world.Silo.UploadReady(admin.Caller, "nordwind.html", Statement);
        var owner = await world.SignIn(admin, to: "/ask", language: "en");
        await owner.Ask(Asked);
        await Expect(owner.GetByTestId("answer-text")).ToContainTextAsync("$4,210 million");
        var reader = await world.SignIn(mina, to: "/ask", language: "en");

        await owner.GetByTestId("thread-menu").ClickAsync();
        await owner.GetByTestId("thread-share").ClickAsync();
        await owner.GetByTestId("share-target").FillAsync("Mina");
        await owner.GetByTestId("share-option").ClickAsync();
        await owner.GetByTestId("share-confirm").ClickAsync();
        await Expect(owner.GetByTestId("grants")).ToContainTextAsync("Mina");
        await owner.GetByTestId("share-close").ClickAsync();

        await Expect(reader.GetByTestId("thread-shared")).ToHaveTextAsync("Shared by Admin");
        await reader.GetByTestId("thread").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(reader.GetByTestId("asked")).ToContainTextAsync(Asked);
        await Expect(reader.GetByTestId("asked-by")).ToHaveTextAsync("Admin");
        await Expect(reader.GetByTestId("left-out")).ToBeVisibleAsync();
        await Expect(reader.GetByTestId("rate-up")).ToHaveCountAsync(0);
        Assert.DoesNotContain("4,210", await reader.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        await reader.Ask("And in 2022?");
        await Expect(reader.GetByTestId("understood")).ToHaveTextAsync("Understood as: What was Nordwind's revenue in 2022?");
        await Expect(owner.GetByTestId("asked")).ToHaveCountAsync(2);
        await Expect(owner.GetByTestId("asked-by")).ToHaveTextAsync(["You", "Mina"]);

        await owner.GetByTestId("thread-menu").ClickAsync();
        await owner.GetByTestId("thread-share").ClickAsync();
        await owner.GetByTestId("unshare").ClickAsync();
        await Expect(reader.GetByTestId("problem")).ToBeVisibleAsync();
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task What_is_offered_after_an_answer_is_asked_with_one_click_and_answered()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "nordwind.html", Statement);
        var page = await world.SignIn(admin, to: "/ask", language: "en");
        await page.Ask(Asked);

        await page.GetByTestId("next-question").GetByText("What was Nordwind's revenue in 2022?").ClickAsync();

        await Expect(page.GetByTestId("answer-text").Nth(1)).ToContainTextAsync("$3,800 million");
        await Expect(page.GetByTestId("next-question").Filter(new() { HasText = "operating margin" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_question_is_put_to_a_space_and_a_new_conversation_leads_back_to_what_was_answered()
    {
        var admin = await world.NewAdmin();
        var space = Guid.CreateVersion7();
        await world.Silo.Grains.Get<ISpaceGrain>(space, admin.Caller).Create(new CreateSpace("Machines"));
        var mill = await world.Silo.UploadReady(admin.Caller, "mill.txt", "The warranty period of the mill is eighteen months.");
        await world.Silo.UploadReady(admin.Caller, "lathe.txt", "The lathe weighs nine hundred kilograms.");
        await world.Silo.Grains.Get<IDocumentGrain>(mill, admin.Caller).Move(new MoveDocument(space));
        var page = await world.SignIn(admin, to: "/ask", language: "en");

        await page.GetByTestId("restrict-open").ClickAsync();
        await page.GetByTestId("restrict-search").FillAsync("Mach");
        await page.GetByTestId("restrict-option").GetByText("Machines").ClickAsync();
        await Expect(page.GetByTestId("restricted")).ToContainTextAsync("Machines");
        await page.Ask("How much does the lathe weigh?");
        await Expect(page.GetByTestId("unknown-searched")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("asked-within")).ToHaveTextAsync("Asked of: Machines");
        await page.GetByTestId("ask-widen").ClickAsync();
        await Expect(page.GetByTestId("answer-text").Last).ToContainTextAsync("nine hundred");

        await page.GetByTestId("thread-new").ClickAsync();
        await Expect(page.GetByTestId("answer-text")).ToHaveCountAsync(0);
        await page.Ask("How much does the lathe weigh?");
        await Expect(page.GetByTestId("asked-before")).ToContainTextAsync("How much does the lathe weigh?");
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox).FillAsync("kilograms");
        await Expect(page.Locator("[data-testid=palette-entry][data-kind=answer]")).ToHaveCountAsync(2);
    }
}
