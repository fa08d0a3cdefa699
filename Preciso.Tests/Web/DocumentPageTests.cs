using Microsoft.Playwright;
using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Web;

/// <summary>A document's own page: what stands beside its picture, who can see it, and another one beside it.</summary>
public sealed class DocumentPageTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    private const string Report = "한빛정밀-2025-3분기-실적보고서.pdf";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_tabs_and_a_menu_hold_all_that_nine_tabs_held()
    {
        var (admin, document) = await Read(File.ReadAllBytes(Repository.Sample(Report)), Report);
        var page = await world.SignIn(admin, to: $"/documents/{document}");

        await Assertions.Expect(page.GetByRole(AriaRole.Tab)).ToHaveTextAsync(["내용", "항목·검사", "기록"]);
        await Assertions.Expect(page.GetByTestId("page-text")).ToBeVisibleAsync();
        foreach (var (address, shown) in ((string, string)[])
            [("text", "page-text"), ("tables", "page-text"), ("fields", "fields"), ("checks", "check-counts"), ("facts", "facts"),
                ("history", "to-reading"), ("chunks", "chunks"), ("numbers", "number-bar"), ("reading", "attempts")])
        {
            await page.GotoAsync($"/documents/{document}?page=2&tab={address}");
            await Assertions.Expect(page.GetByTestId(shown).First).ToBeVisibleAsync();
        }

        await page.GetByTestId("side-close").ClickAsync();
        await Assertions.Expect(page.GetByTestId("page-text")).ToBeVisibleAsync();
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task Cells_light_up_on_the_page_and_beside_it()
    {
        var (admin, document) = await Read(File.ReadAllBytes(Repository.Sample(Report)), Report);
        var page = await world.SignIn(admin, to: $"/documents/{document}?page=2");
        var cell = page.GetByTestId("cell").First;
        var spot = await cell.GetAttributeAsync("data-spot");
        var place = page.Locator($"rect[data-spot='{spot}']");

        await cell.HoverAsync();
        await Assertions.Expect(place).ToHaveAttributeAsync("data-pointed", "");
        await page.GetByTestId("find").HoverAsync();
        await Assertions.Expect(place).Not.ToHaveAttributeAsync("data-pointed", "");
        await place.HoverAsync();
        await Assertions.Expect(cell).ToHaveAttributeAsync("data-pointed", "");
        await place.ClickAsync();

        await Assertions.Expect(cell).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Who_can_see_it_and_why_is_told_to_the_owner_and_to_a_reader_only_of_themselves()
    {
        var (admin, document) = await Read(Pdf.Print("Plans"), "plans.pdf");
        var mina = await world.NewColleague(admin, "Mina");
        await world.Silo.Grains.Get<IDocumentGrain>(document, admin.Caller)
            .Share(new ShareDocument(mina.Caller.UserId, null, SharePermission.Read));

        var owner = await world.SignIn(admin, to: $"/documents/{document}");
        await owner.GetByTestId("more").ClickAsync();
        await owner.GetByTestId("readers").ClickAsync();
        await Assertions.Expect(owner.GetByTestId("reader")).ToHaveCountAsync(2);
        await Assertions.Expect(owner.GetByTestId("reader").Filter(new() { HasText = "Mina" })).ToContainTextAsync("공유했어요");

        var reader = await world.SignIn(mina, to: $"/documents/{document}");
        await reader.GetByTestId("more").ClickAsync();
        await reader.GetByTestId("readers").ClickAsync();
        await Assertions.Expect(reader.GetByTestId("reader")).ToHaveCountAsync(1);
        await Assertions.Expect(reader.GetByTestId("reader")).ToContainTextAsync("Mina");
        await Assertions.Expect(reader.GetByTestId("delete")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Two_documents_are_compared_side_by_side()
    {
        var (admin, left) = await Read(Pdf.Print("Price 100 won\nThe same line", "Second page"), "offer-old.pdf");
        var right = (await world.Silo.Upload(admin.Caller, "offer-new.pdf", Pdf.Print("Price 120 won\nThe same line"))).DocumentId;
        await world.Silo.Settled(admin.Caller, right);
        var page = await world.SignIn(admin, to: $"/documents/{left}");

        await page.GetByTestId("more").ClickAsync();
        await page.GetByTestId("compare").ClickAsync();
        await page.GetByTestId("document-picker").ClickAsync();
        await page.GetByTestId("document-picker").PressSequentiallyAsync("offer-new");
        await page.GetByTestId("picked-document").ClickAsync();
        await page.GetByTestId("compare-confirm").ClickAsync();
        await page.ArrivesAt($"**/documents/compare?left={left}&right={right}");

        await Assertions.Expect(page.GetByTestId("compared")).ToHaveCountAsync(2);
        await Assertions.Expect(page.GetByTestId("line-removed")).ToContainTextAsync("Price 100 won");
        await Assertions.Expect(page.GetByTestId("line-added")).ToContainTextAsync("Price 120 won");
        await Assertions.Expect(page.GetByTestId("line-same")).ToContainTextAsync("The same line");
        await Assertions.Expect(page.GetByTestId("outline")).ToHaveCountAsync(2);
        await page.GetByTestId("zoom-actual").First.ClickAsync();
        await Assertions.Expect(page.GetByTestId("viewer").Nth(1)).ToHaveAttributeAsync("data-zoom", "100");
        await page.GetByTestId("page-next").ClickAsync();
        await Assertions.Expect(page.GetByTestId("compared").Nth(1)).ToContainTextAsync("2쪽이 없어요");
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task A_document_that_one_may_not_read_is_not_compared()
    {
        var (admin, left) = await Read(Pdf.Print("Mine"), "mine.pdf");
        var mina = await world.NewColleague(admin, "Mina");
        var theirs = await world.Silo.UploadReady(mina.Caller, "theirs.txt", "This is a note that only Mina may read.");

        var page = await world.SignIn(admin, to: $"/documents/compare?left={left}&right={theirs}");

        await Assertions.Expect(page.GetByTestId("problem")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_a_slow_line_the_shape_of_the_page_stands_before_its_content()
    {
        var (admin, document) = await Read(Pdf.Print("Slow"), "slow.pdf");
        var page = await world.SignIn(admin);
        var line = await page.Context.NewCDPSessionAsync(page);
        await line.SendAsync("Network.enable");
        await line.SendAsync(
            "Network.emulateNetworkConditions",
            new Dictionary<string, object>
            {
                ["offline"] = false, ["latency"] = 500, ["downloadThroughput"] = 100_000, ["uploadThroughput"] = 100_000,
            });
        await page.RouteAsync("**/pages/1/image", async route =>
        {
            await Assertions.Expect(page.GetByTestId("sheet")).ToBeVisibleAsync(); // it stands there while its picture is on its way
            await route.ContinueAsync();
        });

        await page.GotoAsync($"/documents/{document}");

        await Assertions.Expect(page.GetByTestId("page-text")).ToContainTextAsync("Slow");
        Assert.True(await page.GetByTestId("sheet").Locator("img")
            .EvaluateAsync<bool>("async image => { await image.decode(); return image.naturalWidth > 0; }"));
    }

    [Fact]
    public async Task The_original_is_downloaded_under_its_name()
    {
        var (admin, document) = await Read(Pdf.Print("Original"), "원본.pdf");
        var page = await world.SignIn(admin, to: $"/documents/{document}");
        await page.GetByTestId("more").ClickAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("download").ClickAsync());

        Assert.Equal("원본.pdf", download.SuggestedFilename);
    }

    private async Task<(Person Admin, Guid Document)> Read(byte[] file, string name)
    {
        var admin = await world.NewAdmin();
        var document = (await world.Silo.Upload(admin.Caller, name, file)).DocumentId;
        await world.Silo.Settled(admin.Caller, document);
        Assert.NotNull((await world.Silo.Documents.Get(admin.Caller, document, Cancel)).Document.Pages);
        return (admin, document);
    }
}
