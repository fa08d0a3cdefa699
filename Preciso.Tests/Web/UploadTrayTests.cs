using Microsoft.Playwright;

namespace Preciso.Tests.Web;

/// <summary>Files on their way up, whatever page one is on.</summary>
public sealed class UploadTrayTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>, IAsyncLifetime
{
    private static readonly LocatorAssertionsToBeVisibleOptions WhenRead = new() { Timeout = 60_000 };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("preciso-tray-");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Uploads_go_on_while_one_walks_from_page_to_page()
    {
        var page = await world.SignIn(await world.NewAdmin(), to: "/ask");
        var hold = new TaskCompletionSource();
        await page.RouteAsync("**/api/v1/documents", async route =>
        {
            await hold.Task;
            await route.ContinueAsync();
        });

        await page.Pick(Written("slow.txt", "천천히 올라가는 파일의 내용"));
        await Assertions.Expect(Row(page, "slow.txt")).ToBeVisibleAsync();
        await page.GetByTestId("nav-documents").ClickAsync();
        await page.ArrivesAt("**/documents");
        await Assertions.Expect(Row(page, "slow.txt").GetByTestId("upload-cancel")).ToBeVisibleAsync();
        hold.SetResult();

        await Assertions.Expect(Row(page, "slow.txt").GetByTestId("upload-open")).ToBeVisibleAsync();
        await Assertions.Expect(page.Document("slow.txt").InState("ready")).ToBeVisibleAsync(WhenRead);
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task A_canceled_upload_leaves_the_tray_and_becomes_no_document()
    {
        var admin = await world.NewAdmin();
        var page = await world.SignIn(admin, to: "/documents");
        await page.RouteAsync("**/api/v1/documents", _ => Task.CompletedTask); // never answered

        await page.Pick(Written("never.txt", "올리지 않을 파일"));
        await Row(page, "never.txt").GetByTestId("upload-cancel").ClickAsync();

        await Assertions.Expect(page.GetByTestId("upload-tray")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("documents-none")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_broken_connection_is_said_and_tried_again_with_one_click()
    {
        var page = await world.SignIn(await world.NewAdmin(), to: "/documents");
        var broken = true;
        await page.RouteAsync("**/api/v1/documents", route => broken ? route.AbortAsync() : route.ContinueAsync());
        await page.Pick(Written("again.txt", "두 번 만에 올라가는 파일"));
        await Assertions.Expect(Row(page, "again.txt")).ToContainTextAsync("연결이 끊어졌습니다");

        broken = false;
        await Row(page, "again.txt").GetByTestId("upload-retry").ClickAsync();

        await Assertions.Expect(page.Document("again.txt").InState("ready")).ToBeVisibleAsync(WhenRead);
    }

    [Fact]
    public async Task The_same_file_again_is_said_and_leads_to_the_one_that_is_there()
    {
        var admin = await world.NewAdmin();
        var first = await world.Silo.UploadReady(admin.Caller, "first.txt", "한 번만 있어야 하는 내용");
        var page = await world.SignIn(admin, to: "/documents");

        await page.Pick(Written("second.txt", "한 번만 있어야 하는 내용"));
        await Assertions.Expect(Row(page, "second.txt")).ToContainTextAsync("이미 있는 파일");
        await Row(page, "second.txt").GetByTestId("upload-open").ClickAsync();

        await page.ArrivesAt($"**/documents/{first}");
    }

    [Fact]
    public async Task A_folder_goes_up_whole_and_its_files_bear_its_path_in_the_tray_only()
    {
        var page = await world.SignIn(await world.NewAdmin(), to: "/documents");
        var folder = _folder.CreateSubdirectory("2026년 계약");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.txt"), "첫째 계약의 내용", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "b.txt"), "둘째 계약의 내용", TestContext.Current.CancellationToken);

        await page.GetByTestId("folder-picker").SetInputFilesAsync(folder.FullName);

        await Assertions.Expect(Row(page, "2026년 계약/a.txt")).ToBeVisibleAsync();
        await Assertions.Expect(page.Document("b.txt").InState("ready")).ToBeVisibleAsync(WhenRead);
        await Assertions.Expect(page.GetByTestId("documents")).Not.ToContainTextAsync("2026년 계약");
    }

    [Fact]
    public async Task Files_are_dropped_anywhere_and_an_image_is_pasted()
    {
        var page = await world.SignIn(await world.NewAdmin(), to: "/ask");
        await page.Locator("[data-testid=file-picker][data-listening]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        await page.EvaluateAsync(
            """
            () => {
              const carried = new DataTransfer();
              carried.items.add(new File(['떨어뜨린 파일의 내용'], 'dropped.txt'));
              document.body.dispatchEvent(new DragEvent('dragenter', { dataTransfer: carried, bubbles: true }));
            }
            """);
        await Assertions.Expect(page.GetByTestId("upload-overlay")).ToBeVisibleAsync();
        await page.EvaluateAsync(
            """
            () => {
              const carried = new DataTransfer();
              carried.items.add(new File(['떨어뜨린 파일의 내용'], 'dropped.txt'));
              document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }));
            }
            """);
        await Assertions.Expect(page.GetByTestId("upload-overlay")).ToBeHiddenAsync();
        await Assertions.Expect(Row(page, "dropped.txt").GetByTestId("upload-open")).ToBeVisibleAsync();
        await page.EvaluateAsync(
            """
            async () => {
              const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 60 });
              const image = await new Promise(done => canvas.toBlob(done, 'image/png'));
              const carried = new DataTransfer();
              carried.items.add(new File([image], 'image.png', { type: 'image/png' }));
              document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: carried, bubbles: true }));
            }
            """);

        await Assertions.Expect(Row(page, "붙여 넣은 이미지").GetByTestId("upload-open")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_a_reload_cut_off_is_named_afterwards()
    {
        var page = await world.SignIn(await world.NewAdmin(), to: "/documents");
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync(); // the browser asks whether to leave
        await page.RouteAsync("**/api/v1/documents", _ => Task.CompletedTask);
        await page.Pick(Written("cut.txt", "끝나지 않은 파일"));
        await Assertions.Expect(Row(page, "cut.txt").GetByTestId("upload-cancel")).ToBeVisibleAsync();

        await page.Reload();

        await Assertions.Expect(page.GetByTestId("unfinished")).ToContainTextAsync("cut.txt");
    }

    [Fact]
    public async Task The_tray_is_worked_by_keyboard_alone()
    {
        var page = await world.SignIn(await world.NewAdmin(), to: "/documents");
        await page.Pick(Written("keys.txt", "자판으로 다루는 파일"));
        await Assertions.Expect(Row(page, "keys.txt").GetByTestId("upload-open")).ToBeVisibleAsync();

        await page.GetByTestId("tray-fold").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("upload")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByTestId("upload-tray")).ToHaveCountAsync(0);
    }

    private string Written(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static ILocator Row(IPage page, string name) =>
        page.GetByTestId("upload").Filter(new LocatorFilterOptions { HasText = name });
}
