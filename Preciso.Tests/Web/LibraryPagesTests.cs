using Microsoft.Playwright;
using Preciso.Documents;
using Preciso.Tenants;

namespace Preciso.Tests.Web;

/// <summary>The list of documents: filters in its address, spaces, tags, views, many at once, and the trash.</summary>
public sealed class LibraryPagesTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    [Fact]
    public async Task What_the_list_is_narrowed_by_stands_in_its_address_and_survives_a_reload()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "plan.txt", "봄 판촉 행사에는 국산 우엉차를 낸다.");
        await world.Silo.UploadReady(admin.Caller, "other.txt", "다른 이야기만 있는 문서이다.");
        var page = await world.SignIn(admin, to: "/documents");

        await page.GetByTestId("search-documents").FillAsync("우엉차");
        await Assertions.Expect(page.GetByTestId("document")).ToHaveCountAsync(1);
        await page.ArrivesAt("**/documents?q=*");
        await page.Reload();

        await Assertions.Expect(page.GetByTestId("document")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Document("plan.txt")).ToBeVisibleAsync();
        await page.GetByTestId("filter-none").ClickAsync();
        await Assertions.Expect(page.GetByTestId("document")).ToHaveCountAsync(2);
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task Columns_order_and_filter_are_kept_under_a_name()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "b.txt", "나중 이름의 문서");
        await world.Silo.UploadReady(admin.Caller, "a.txt", "앞선 이름의 문서");
        var page = await world.SignIn(admin, to: "/documents");

        await page.GetByTestId("sort-name").ClickAsync();
        await page.ArrivesAt("**/documents?sort=name");
        await page.GetByTestId("columns").ClickAsync();
        await page.GetByTestId("column-size").ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByTestId("sort-size")).ToBeVisibleAsync();
        await page.GetByTestId("views").ClickAsync();
        await page.GetByTestId("view-save").ClickAsync();
        await page.GetByTestId("view-name").FillAsync("이름 순");
        await page.GetByTestId("view-confirm").ClickAsync();
        await page.Open("/documents");
        await page.GetByTestId("views").ClickAsync();
        await page.GetByTestId("view").ClickAsync();

        await Assertions.Expect(page.GetByTestId("document").First).ToContainTextAsync("a.txt");
        await Assertions.Expect(page.GetByTestId("sort-size")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Chosen_documents_are_deleted_at_once_and_brought_back_with_one_click()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "a.txt", "첫째 문서의 내용");
        await world.Silo.UploadReady(admin.Caller, "b.txt", "둘째 문서의 내용");
        var page = await world.SignIn(admin, to: "/documents");

        await page.GetByTestId("choose-all").CheckAsync();
        await page.GetByTestId("bulk-delete").ClickAsync();
        await Assertions.Expect(page.GetByTestId("documents-none")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "되돌리기" }).ClickAsync();

        await Assertions.Expect(page.GetByTestId("document")).ToHaveCountAsync(2);
        await Assertions.Expect(page.GetByTestId("selection")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_could_not_be_done_is_said_document_by_document()
    {
        var admin = await world.NewAdmin();
        var mina = await world.NewColleague(admin, "Mina");
        var shared = await world.Silo.UploadReady(admin.Caller, "shared.txt", "남의 문서의 내용");
        await world.Silo.Grains.Get<IDocumentGrain>(shared, admin.Caller)
            .Share(new ShareDocument(mina.Caller.UserId, null, SharePermission.Read));
        await world.Silo.UploadReady(mina.Caller, "own.txt", "내 문서의 내용");
        var page = await world.SignIn(mina, to: "/documents");

        await page.GetByTestId("choose-all").CheckAsync();
        await page.GetByTestId("bulk-delete").ClickAsync();

        await Assertions.Expect(page.GetByTestId("bulk-refused")).ToContainTextAsync("shared.txt");
        await Assertions.Expect(page.GetByTestId("bulk-refused")).Not.ToContainTextAsync("own.txt");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "닫기" }).Last.ClickAsync();
        await Assertions.Expect(page.GetByTestId("document")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_document_is_moved_into_the_teams_space_and_tagged_and_a_colleague_finds_it_there()
    {
        var admin = await world.NewAdmin();
        var mina = await world.NewColleague(admin, "Mina");
        var team = await world.Silo.NewTeam(admin.Caller, admin.Caller, mina.Caller);
        await world.Silo.Grains.Get<ISpaceGrain>(Guid.CreateVersion7(), admin.Caller).Create(new CreateSpace("영업 자료", team));
        await world.Silo.UploadReady(admin.Caller, "plan.txt", "봄 판촉 행사의 계획이다.");
        var page = await world.SignIn(admin, to: "/documents");

        await page.Take(page.Document("plan.txt"), "move-one");
        await page.GetByTestId("move-to").GetByText("영업 자료").ClickAsync();
        await page.GetByTestId("move-confirm").ClickAsync();
        await Assertions.Expect(page.Document("plan.txt")).ToContainTextAsync("영업 자료");
        await page.Take(page.Document("plan.txt"), "tag-one");
        await page.GetByTestId("tag-input").FillAsync("봄");
        await page.GetByTestId("tag-input").PressAsync("Enter");
        await page.GetByTestId("tag-confirm").ClickAsync();
        await Assertions.Expect(page.Document("plan.txt").GetByTestId("tag")).ToHaveTextAsync("봄");

        var colleague = await world.SignIn(mina, to: "/documents");
        await colleague.GetByTestId("space-link").Filter(new() { HasText = "영업 자료" }).ClickAsync();
        await colleague.ArrivesAt("**/documents?space=*");
        await Assertions.Expect(colleague.Document("plan.txt")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_space_of_ones_own_is_made_is_stood_in_and_goes_when_nothing_lies_there()
    {
        var admin = await world.NewAdmin();
        var page = await world.SignIn(admin, to: "/documents");

        await page.GetByTestId("new-space").ClickAsync();
        await page.GetByTestId("space-name").FillAsync("임시 보관");
        await page.GetByTestId("space-create").ClickAsync();
        await page.ArrivesAt("**/documents?space=*");
        await page.GetByTestId("remove-space").ClickAsync();

        await page.ArrivesAt("**/documents");
        await Assertions.Expect(page.GetByTestId("space-link").Filter(new() { HasText = "임시 보관" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_lies_in_the_trash_is_restored_or_deleted_for_good_after_a_question()
    {
        var admin = await world.NewAdmin();
        foreach (var name in (string[])["keep.txt", "burn.txt"])
        {
            var document = await world.Silo.UploadReady(admin.Caller, name, $"{name} 문서의 내용");
            await world.Silo.Grains.Get<IDocumentGrain>(document, admin.Caller).Delete(new DeleteDocument());
        }
        var page = await world.SignIn(admin, to: "/documents/trash");

        await Row(page, "keep.txt").GetByTestId("restore").ClickAsync();
        await Assertions.Expect(Row(page, "keep.txt")).ToHaveCountAsync(0);
        await Row(page, "burn.txt").GetByTestId("erase").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "완전히 지우기" }).ClickAsync();

        await Assertions.Expect(page.GetByTestId("trash-empty")).ToBeVisibleAsync();
        await page.Open("/documents");
        await Assertions.Expect(page.GetByTestId("document")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_list_of_several_pages_turns_and_keeps_its_order()
    {
        var admin = await world.NewAdmin();
        await Task.WhenAll(Enumerable.Range(0, 30).Select(
            i => world.Silo.Upload(admin.Caller, $"{i:00}.txt", System.Text.Encoding.UTF8.GetBytes($"문서 {i}의 내용"))));
        var page = await world.SignIn(admin, to: "/documents?sort=name");
        await Assertions.Expect(page.GetByTestId("document").First).ToContainTextAsync("00.txt");
        await Assertions.Expect(page.GetByTestId("total")).ToContainTextAsync("30");

        await page.GetByTestId("next").ClickAsync();

        await Assertions.Expect(page.GetByTestId("document")).ToHaveCountAsync(5);
        await Assertions.Expect(page.GetByTestId("document").First).ToContainTextAsync("25.txt");
    }

    [Fact]
    public async Task A_viewer_is_offered_neither_uploading_nor_new_spaces()
    {
        var admin = await world.NewAdmin();
        var viewer = await world.NewColleague(admin, "Yuna", Role.Viewer);
        var page = await world.SignIn(viewer, to: "/documents");

        await Assertions.Expect(page.GetByTestId("documents-none")).ToBeVisibleAsync();

        await Assertions.Expect(page.GetByTestId("drop-zone")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("new-space")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[data-testid=file-picker]")).ToHaveCountAsync(0);
    }

    private static ILocator Row(IPage page, string name) =>
        page.GetByTestId("trash").Locator("tbody tr").Filter(new LocatorFilterOptions { HasText = name });
}
