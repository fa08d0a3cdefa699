using Microsoft.Playwright;

namespace Preciso.Tests.Web;

/// <summary>By keyboard alone, and on a telephone.</summary>
public sealed class ReachTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    private const string Fact = "The warranty period of the milling machine is eighteen months.";

    [Fact]
    public async Task A_question_and_its_evidence_need_the_keyboard_only()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "warranty.txt", Fact);
        var page = await world.NewPage();
        await page.GotoAsync("/");

        await page.Keyboard.TypeAsync(admin.Email); // the first field has the focus
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(admin.Password);
        await page.Keyboard.PressAsync("Enter");
        await TabTo(page, "nav-ask");
        await page.Keyboard.PressAsync("Enter");
        await TabTo(page, "question");
        await page.Keyboard.TypeAsync("What is the warranty period of the milling machine?");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("answer-text")).ToContainTextAsync("eighteen months");
        await TabTo(page, "evidence-open");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByTestId("evidence-panel").GetByTestId("mark").First).ToBeAttachedAsync();
        // Keys go to the panel now
        await Assertions.Expect(page.GetByTestId("evidence-panel").GetByRole(AriaRole.Heading).First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByTestId("evidence-panel")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("evidence-open").First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_dialog_keeps_the_focus_and_gives_it_back()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "warranty.txt", Fact);
        var page = await world.SignIn(admin, to: "/documents");

        await page.GetByTestId("share").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("share-target")).ToBeFocusedAsync();
        for (var i = 0; i < 6; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.closest('[role=dialog]') !== null"));
        }
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.GetByTestId("share")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task No_page_is_wider_than_a_telephone()
    {
        var admin = await world.NewAdmin();
        var document = await world.Silo.UploadReady(admin.Caller, "a-rather-long-name-of-a-warranty-of-a-milling-machine-2026.txt", Fact);
        var job = (await world.Silo.Documents.Get(admin.Caller, document, CancellationToken.None)).Document.JobId;
        var page = await world.SignIn(admin, width: 390);

        foreach (var (path, mark) in ((string, string)[])
            [("/", "needs-me"), ("/documents", "document"), ($"/documents/{document}", "viewer"),
                ($"/documents/{document}?tab=numbers", "number-bar"),
                 ("/reviews", "reviews-none"), ($"/reviews/{document}", "desk"), ("/ask", "question"), ("/jobs", "job"),
                 ($"/jobs/{job}", "trace"), ("/people", "user"), ("/account", "password-save")])
        {
            await page.GotoAsync(path);
            await Assertions.Expect(page.GetByTestId(mark).First).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByTestId("waiting")).ToHaveCountAsync(0);
            await page.Fits(390);
        }

        await page.GetByTestId("menu-phone").ClickAsync();
        await page.Locator("#rail-over").GetByTestId("nav-documents").ClickAsync();
        await Assertions.Expect(page.Locator("#rail-over").GetByTestId("nav-documents")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("document")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_does_not_exist_has_a_way_on()
    {
        var page = await world.SignIn(await world.NewAdmin());

        await page.GotoAsync("/no/such/page");
        await Assertions.Expect(page.GetByTestId("not-found").GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "/");
        await page.GotoAsync($"/documents/{Guid.CreateVersion7()}");
        await Assertions.Expect(page.GetByTestId("problem").GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "/documents");
    }

    private static async Task TabTo(IPage page, string testId)
    {
        await page.GetByTestId(testId).First.WaitForAsync();
        for (var i = 0; i < 40; i++)
        {
            if (await page.EvaluateAsync<string?>("() => document.activeElement?.dataset.testid") == testId)
            {
                return;
            }
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"'{testId}' cannot be reached with Tab.");
    }
}
