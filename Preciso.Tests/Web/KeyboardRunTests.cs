using Microsoft.Playwright;
using Preciso.Datasets;
using Preciso.Documents;
using Preciso.Tests.Datasets;
using Preciso.Tests.World;

namespace Preciso.Tests.Web;

/// <summary>
/// The first half hour of a company, by keyboard alone and in both languages: sign in, upload, ask and see the evidence, approve, and see
/// what became of it. Nothing in here touches a mouse.
/// </summary>
public sealed class KeyboardRunTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    private const string Receipt =
        "HANBIT STATIONERY\n\nRECEIPT\n\nDate: 2026-03-05\n\nNotebook   2   24.00\n\nFountain pen   1   40.15\n\nTotal   64.15\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ko")]
    [InlineData("en")]
    public async Task From_the_sign_in_to_an_approved_document_and_what_it_became(string language)
    {
        var admin = await world.NewAdmin();
        await world.Silo.AllowTraining(admin.Caller);
        var folder = Directory.CreateTempSubdirectory("preciso-keyboard-");
        var file = Path.Combine(folder.FullName, "receipt.txt");
        await File.WriteAllTextAsync(file, Receipt, Cancel);
        var page = await (await world.Browser.NewPerson(world.Silo.Address, language: language)).NewPageAsync();

        await SignIn(page, admin);
        await Upload(page, file);
        await AskAndSee(page);
        await Approve(page);

        var document = (await world.Silo.Documents.List(admin.Caller, new DocumentFilter(), Cancel)).Items.Single().Document;
        Assert.Equal(ApprovalState.Approved, document.Approval);
        await Eventually.True(
            async () => (await world.Silo.Datasets().Count(admin.Caller, document.Id, Cancel)).Samples > 0, TimeSpan.FromSeconds(60));
        folder.Delete(recursive: true);
    }

    private static async Task SignIn(IPage page, Person admin)
    {
        await page.GotoAsync("/");
        await page.TabTo("email");
        await page.Keyboard.TypeAsync(admin.Email);
        await page.TabTo("password");
        await page.Keyboard.TypeAsync(admin.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("main[data-live]").WaitForAsync();
    }

    private static async Task Upload(IPage page, string file)
    {
        await page.Follow("nav-documents");
        var chooser = await page.RunAndWaitForFileChooserAsync(async () =>
        {
            await page.TabTo("upload-pick");
            await page.Keyboard.PressAsync("Enter");
        });
        await chooser.SetFilesAsync(file);
        await Assertions.Expect(page.Document("receipt.txt").InState("ready")).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    private static async Task AskAndSee(IPage page)
    {
        await page.Follow("nav-ask");
        await page.TabTo("question");
        await page.Keyboard.TypeAsync("How much was the notebook?");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("answer-text").WaitForAsync();
        await page.Follow("evidence-open");
        await Assertions.Expect(page.GetByTestId("mark").First).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("Escape");
    }

    private static async Task Approve(IPage page)
    {
        await page.Follow("nav-documents");
        await page.Follow("document");
        await page.GetByTestId("viewer").WaitForAsync();
        await page.Follow("to-review");
        await page.GetByTestId("desk").WaitForAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByTestId("decision-note")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Compared with the till roll.");
        await page.TabTo("decision-confirm");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("outcome")).ToHaveAttributeAsync("data-state", "ready");
    }
}

internal static class Keyboard
{
    private const int EnoughStops = 120;

    /// <summary>With Tab alone, as far as it takes.</summary>
    public static async Task TabTo(this IPage page, string testId)
    {
        await page.GetByTestId(testId).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        for (var i = 0; i < EnoughStops; i++)
        {
            if (await page.EvaluateAsync<bool>("id => document.activeElement?.closest(`[data-testid='${id}']`) !== null", testId))
            {
                return;
            }
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"'{testId}' cannot be reached with Tab.");
    }

    public static async Task Follow(this IPage page, string testId)
    {
        await page.TabTo(testId);
        await page.Keyboard.PressAsync("Enter");
    }
}
