using System.Text;
using Microsoft.Playwright;
using Preciso.Documents;
using Preciso.Tests.Reading;

namespace Preciso.Tests.Web;

/// <summary>Documents and answers as a person meets them.</summary>
public sealed class DocumentPagesTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    private const string Report = "hanbit-annual-report-2025.pdf";
    private static readonly LocatorAssertionsToBeVisibleOptions WhenRead = new() { Timeout = 60_000 };

    [Fact]
    public async Task From_upload_to_the_box_on_the_page_that_answers()
    {
        var admin = await world.NewAdmin();
        var page = await world.SignIn(admin);
        await Assertions.Expect(page.Locator("[data-step=first_file]")).ToBeVisibleAsync();

        await page.GetByTestId("nav-documents").ClickAsync();
        await page.Pick(Repository.Sample(Report));
        await Assertions.Expect(page.Document(Report).InState("ready")).ToBeVisibleAsync(WhenRead);

        await page.GetByTestId("nav-ask").ClickAsync();
        await page.Ask("What was operating profit in 2025?");
        await Assertions.Expect(page.GetByTestId("answer-text")).ToContainTextAsync("23,680");
        var evidence = (await world.Silo.Ask(admin.Caller, "What was operating profit in 2025?")).Evidence[0];
        await Assertions.Expect(page.GetByTestId("snippet").First).ToHaveTextAsync(evidence.Snippet);
        Assert.Equal(
            evidence.Matches!.Select(match => evidence.Snippet.Substring(match.Start, match.Length)),
            await page.GetByTestId("snippet").First.Locator("mark").AllTextContentsAsync());
        Assert.NotEmpty(evidence.Matches!);

        await page.GetByTestId("evidence-open").First.ClickAsync();
        await Assertions.Expect(page.GetByTestId("evidence-panel").GetByTestId("mark").First).ToBeInViewportAsync();

        await page.GetByTestId("evidence-link").First.ClickAsync();
        await page.ArrivesAt("**/documents/*?page=*&box=*");
        await Assertions.Expect(page.GetByTestId("viewer").GetByTestId("mark").First).ToBeInViewportAsync();
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task What_the_documents_do_not_say_is_not_answered()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "note.txt", "The office in Busan opens at nine and closes at six.");
        var page = await world.SignIn(admin, to: "/ask");

        await page.Ask("Who won the football world cup in 2018?");

        await Assertions.Expect(page.Locator("[data-answered=false]")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("evidence")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_refused_file_says_why_and_the_others_go_on()
    {
        var folder = Directory.CreateTempSubdirectory("preciso-upload-");
        try
        {
            var empty = Path.Combine(folder.FullName, "empty.txt");
            var broken = Path.Combine(folder.FullName, "broken.pdf");
            await File.WriteAllTextAsync(empty, "", TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(
                broken, File.ReadAllBytes(Repository.Sample(Report))[..20_000], TestContext.Current.CancellationToken);
            var page = await world.SignIn(await world.NewAdmin(), to: "/documents");

            await page.Pick(empty, broken, Repository.Sample("onboarding-note.md"));

            await Assertions.Expect(page.GetByTestId("upload").Filter(new() { HasText = "empty.txt" })).ToContainTextAsync("빈 파일입니다.");
            await Assertions.Expect(page.Document("broken.pdf").InState("failed")).ToBeVisibleAsync(WhenRead);
            await Assertions.Expect(page.Document("broken.pdf").GetByTestId("reason")).ToContainTextAsync("손상");
            await Assertions.Expect(page.Document("onboarding-note.md").InState("ready")).ToBeVisibleAsync(WhenRead);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_file_that_could_not_be_read_and_comes_again_is_said_to_be_read_again()
    {
        var admin = await world.NewAdmin();
        var folder = Directory.CreateTempSubdirectory("preciso-upload-");
        try
        {
            var broken = Path.Combine(folder.FullName, "broken.pdf");
            await File.WriteAllTextAsync(broken, "%PDF-1.4\nnothing more", TestContext.Current.CancellationToken);
            var page = await world.SignIn(admin, to: "/documents");
            await page.Pick(broken);
            await Assertions.Expect(page.Document("broken.pdf").InState("failed")).ToBeVisibleAsync(WhenRead);

            await page.Pick(broken);

            await Assertions.Expect(page.GetByTestId("upload").Last).ToContainTextAsync("다시 읽습니다");
            await Assertions.Expect(page.GetByTestId("upload").Last.GetByRole(AriaRole.Link)).ToBeVisibleAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_shared_document_appears_for_the_other_person_and_leaves_again()
    {
        var admin = await world.NewAdmin();
        var mina = await world.NewColleague(admin, "Mina");
        await world.Silo.UploadReady(admin.Caller, "plan.txt", "The plant in Ulsan doubles its capacity in 2026.");
        var owner = await world.SignIn(admin, to: "/documents");
        var reader = await world.SignIn(mina, to: "/documents");
        await Assertions.Expect(reader.GetByTestId("documents-none")).ToBeVisibleAsync();

        await owner.Document("plan.txt").GetByTestId("share").ClickAsync();
        await owner.GetByTestId("share-target").FillAsync("Mina");
        await owner.GetByTestId("share-option").ClickAsync();
        await owner.GetByTestId("share-confirm").ClickAsync();
        await Assertions.Expect(reader.Document("plan.txt")).ToBeVisibleAsync();
        await Assertions.Expect(reader.Document("plan.txt").GetByTestId("share")).ToHaveCountAsync(0);

        await owner.GetByTestId("unshare").ClickAsync();
        await Assertions.Expect(reader.GetByTestId("documents-none")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_came_in_a_file_is_shared_with_it_unless_one_says_otherwise()
    {
        var admin = await world.NewAdmin();
        var (mina, jun) = (await world.NewColleague(admin, "Mina"), await world.NewColleague(admin, "Jun"));
        var note = Encoding.UTF8.GetBytes("The regular check is on the second Tuesday of a month.");
        var archive = await world.Silo.Upload(admin.Caller, "notes.zip", Packages.Zip(("inner.zip", Packages.Zip(("note.txt", note)))));
        await world.Silo.Settled(admin.Caller, archive.DocumentId);
        var owner = await world.SignIn(admin, to: "/documents");
        await Assertions.Expect(owner.GetByTestId("document")).ToHaveCountAsync(3);

        await owner.Document("notes.zip").GetByTestId("share").ClickAsync();
        await Share(owner, "Mina");
        await owner.GetByTestId("share-parts").UncheckAsync();
        await Share(owner, "Jun");

        Assert.Equal(["inner.zip", "note.txt", "notes.zip"], await Seen(mina));
        Assert.Equal(["notes.zip"], await Seen(jun));
        await owner.GetByTestId("share-parts").CheckAsync();
        await owner.GetByTestId("grants").Locator("li").Filter(new() { HasText = "Mina" }).GetByTestId("unshare").ClickAsync();
        await Assertions.Expect(owner.GetByTestId("unshare")).ToHaveCountAsync(1);
        Assert.Empty(await Seen(mina));
    }

    private static async Task Share(IPage page, string name)
    {
        var grants = page.GetByTestId("unshare");
        var before = await grants.CountAsync();
        await page.GetByTestId("share-target").FillAsync(name);
        await page.GetByTestId("share-option").Filter(new() { HasText = name }).ClickAsync();
        await page.GetByTestId("share-confirm").ClickAsync();
        await Assertions.Expect(grants).ToHaveCountAsync(before + 1);
    }

    private async Task<IEnumerable<string>> Seen(Person person) =>
        (await world.Silo.Documents.List(person.Caller, new DocumentFilter(), CancellationToken.None)).Items
            .Select(item => item.Document.Filename).Order(StringComparer.Ordinal);

    [Fact]
    public async Task A_deleted_document_leaves_the_list()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "old.txt", "This note is no longer needed by anyone.");
        var page = await world.SignIn(admin, to: "/documents");

        await page.Take(page.Document("old.txt"), "delete");

        await Assertions.Expect(page.GetByTestId("documents-none")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Pages_turn_by_keyboard_and_passages_show_their_place()
    {
        var page = await world.SignIn(await world.NewAdmin(), to: "/documents");
        await page.Pick(Repository.Sample(Report));
        await Assertions.Expect(page.Document(Report).InState("ready")).ToBeVisibleAsync(WhenRead);
        await page.GetByRole(AriaRole.Link, new() { Name = Report }).ClickAsync();

        await page.Locator("[data-testid=viewer][data-zoom]").FocusAsync(); // it takes keys from then on
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.GetByTestId("page-number")).ToHaveValueAsync("2");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.GetByTestId("page-number")).ToHaveValueAsync("3");

        await page.GetByTestId("more").ClickAsync();
        await page.GetByTestId("side-passages").ClickAsync();
        await page.GetByTestId("chunk").First.FocusAsync();
        await Assertions.Expect(page.GetByTestId("outline").First).ToBeAttachedAsync();
        Assert.True(await page.Locator("[data-testid=sheet] img")
            .EvaluateAsync<bool>("async image => { await image.decode(); return image.naturalWidth > 0; }"));
    }
}
