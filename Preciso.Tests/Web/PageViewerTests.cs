using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Preciso.Tests.World;

namespace Preciso.Tests.Web;

/// <summary>The page as it looks, as a person handles it.</summary>
public sealed partial class PageViewerTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    private static readonly byte[] ThreePages = Pdf.Print(
        "Net income rose in Busan\nand fell in Incheon", "A page between", "Net income once more\nand net\nincome again");

    [Fact]
    public async Task A_page_is_zoomed_fitted_and_turned()
    {
        var (page, viewer) = await Open();
        var fitted = await Zoom(viewer);

        await viewer.GetByTestId("zoom-actual").ClickAsync();
        await Assertions.Expect(viewer).ToHaveAttributeAsync("data-zoom", "100");
        await viewer.GetByTestId("zoom-in").ClickAsync();
        await Assertions.Expect(viewer).ToHaveAttributeAsync("data-zoom", "125");
        Assert.Equal(595 * 96 / 72 * 1.25, await Width(viewer), 3d);
        await viewer.GetByTestId("zoom-out").ClickAsync();
        await Assertions.Expect(viewer).ToHaveAttributeAsync("data-zoom", "100");
        await viewer.GetByTestId("fit-width").ClickAsync();
        await Assertions.Expect(viewer).ToHaveAttributeAsync("data-zoom", $"{fitted}");
        await viewer.GetByTestId("fit-page").ClickAsync();
        Assert.True(await Fits(viewer));

        await viewer.GetByTestId("rotate").ClickAsync();
        await Assertions.Expect(viewer).ToHaveAttributeAsync("data-turn", "90");
        var turned = (await viewer.GetByTestId("sheet").BoundingBoxAsync())!;
        Assert.True(turned.Width > turned.Height);
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task Keys_zoom_turn_and_leaf()
    {
        var (page, viewer) = await Open();
        await viewer.FocusAsync();

        await page.Keyboard.PressAsync("0");
        await Assertions.Expect(viewer).ToHaveAttributeAsync("data-zoom", "100");
        await page.Keyboard.PressAsync("+");
        await Assertions.Expect(viewer).ToHaveAttributeAsync("data-zoom", "125");
        await page.Keyboard.PressAsync("-");
        await Assertions.Expect(viewer).ToHaveAttributeAsync("data-zoom", "100");
        await page.Keyboard.PressAsync("r");
        await Assertions.Expect(viewer).ToHaveAttributeAsync("data-turn", "90");
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.GetByTestId("page-number")).ToHaveValueAsync("3");
        await page.Keyboard.PressAsync("PageUp");
        await Assertions.Expect(page.GetByTestId("page-number")).ToHaveValueAsync("2");
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(page.GetByTestId("page-number")).ToHaveValueAsync("1");
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.GetByTestId("find")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_wheel_zooms_with_control_held()
    {
        var (page, viewer) = await Open();
        var before = await Zoom(viewer);

        await viewer.GetByTestId("sheet").HoverAsync();
        await page.Keyboard.DownAsync("Control");
        await page.Mouse.WheelAsync(0, -120);
        await page.Keyboard.UpAsync("Control");

        await Assertions.Expect(viewer).Not.ToHaveAttributeAsync("data-zoom", $"{before}");
        Assert.True(await Zoom(viewer) > before);
    }

    [Fact]
    public async Task Thumbnails_show_the_pages_and_lead_to_them()
    {
        var (page, viewer) = await Open();
        await viewer.GetByTestId("thumbnails").ClickAsync();

        await Assertions.Expect(viewer.GetByTestId("thumb")).ToHaveCountAsync(3);
        var small = viewer.GetByTestId("thumb").Nth(2).Locator("img");
        Assert.Equal(160, await small.EvaluateAsync<int>("async image => { await image.decode(); return image.naturalWidth; }"));
        await viewer.GetByTestId("thumb").Nth(2).ClickAsync();

        await Assertions.Expect(page.GetByTestId("page-number")).ToHaveValueAsync("3");
        await Assertions.Expect(viewer.GetByTestId("thumb").Nth(2)).ToHaveAttributeAsync("aria-current", "page");
        await viewer.GetByTestId("thumbnails").ClickAsync();
        await Assertions.Expect(viewer.GetByTestId("strip")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Words_are_selected_on_the_page_and_copied_line_by_line()
    {
        var (page, viewer) = await Open();
        await Assertions.Expect(viewer.GetByTestId("words").Locator("text")).ToHaveCountAsync(2);

        var copied = await viewer.GetByTestId("words").EvaluateAsync<string>(
            """
            layer => {
              const lines = layer.querySelectorAll('text');
              getSelection().setBaseAndExtent(lines[0].firstChild, 4, lines[1].firstChild, 8);
              const data = new DataTransfer();
              layer.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
              return data.getData('text/plain');
            }
            """);

        Assert.Equal("income rose in Busan\nand fell", copied);
    }

    [Fact]
    public async Task A_mouse_that_is_drawn_over_words_selects_them()
    {
        var (page, viewer) = await Open();
        await viewer.GetByTestId("zoom-actual").ClickAsync();
        await Assertions.Expect(viewer).ToHaveAttributeAsync("data-zoom", "100");
        var words = viewer.GetByTestId("words").Locator("text").First;
        await words.ScrollIntoViewIfNeededAsync();
        var line = (await words.BoundingBoxAsync())!;

        await page.Mouse.MoveAsync(line.X + 1, line.Y + (line.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(line.X + line.Width + 20, line.Y + (line.Height / 2), new() { Steps = 5 });
        await page.Mouse.UpAsync();

        Assert.Equal("Net income rose in Busan", (await page.EvaluateAsync<string>("() => getSelection().toString()")).Trim());
    }

    [Fact]
    public async Task Words_are_found_across_pages_and_marked()
    {
        var (page, viewer) = await Open();

        await page.GetByTestId("find").FillAsync("net income");
        await Assertions.Expect(page.GetByTestId("find-place")).ToHaveTextAsync("1 / 3");
        await Assertions.Expect(viewer.GetByTestId("hit")).ToHaveCountAsync(1);
        await Assertions.Expect(viewer.GetByTestId("hit")).ToBeInViewportAsync();

        await page.GetByTestId("find").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("page-number")).ToHaveValueAsync("3");
        await Assertions.Expect(viewer.GetByTestId("hit")).ToHaveCountAsync(3); // the second of the page stands on two lines
        await Assertions.Expect(viewer.Locator(".hit.now")).ToHaveCountAsync(1);
        await page.GetByTestId("find-next").ClickAsync();
        await Assertions.Expect(viewer.Locator(".hit.now")).ToHaveCountAsync(2);
        await page.GetByTestId("find").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("page-number")).ToHaveValueAsync("1");
        await page.GetByTestId("find").PressAsync("Shift+Enter");
        await Assertions.Expect(page.GetByTestId("find-place")).ToHaveTextAsync("3 / 3");

        await page.GetByTestId("find").FillAsync("nothing of the kind");
        await Assertions.Expect(viewer.GetByTestId("hit")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("find-place")).Not.ToContainTextAsync("/");
    }

    [Fact]
    public async Task A_page_that_is_drawn_larger_is_drawn_sharper()
    {
        var (_, viewer) = await Open();
        await viewer.GetByTestId("zoom-actual").ClickAsync();
        for (var i = 0; i < 4; i++)
        {
            await viewer.GetByTestId("zoom-in").ClickAsync();
        }

        await Assertions.Expect(viewer.GetByTestId("sheet").Locator("img")).ToHaveAttributeAsync("src", Sharper());
    }

    private async Task<(IPage Page, ILocator Viewer)> Open()
    {
        var admin = await world.NewAdmin();
        var document = (await world.Silo.Upload(admin.Caller, "report.pdf", ThreePages)).DocumentId;
        await world.Silo.Settled(admin.Caller, document);
        var page = await world.SignIn(admin, to: $"/documents/{document}");
        var viewer = page.GetByTestId("viewer");
        await Assertions.Expect(page.GetByTestId("page-text")).ToBeVisibleAsync(); // what comes last; nothing moves from here on
        await Assertions.Expect(viewer).ToHaveAttributeAsync("data-zoom", Digits());
        return (page, viewer);
    }

    private static async Task<int> Zoom(ILocator viewer) =>
        int.Parse((await viewer.GetAttributeAsync("data-zoom"))!, System.Globalization.CultureInfo.InvariantCulture);

    private static Task<double> Width(ILocator viewer) =>
        viewer.GetByTestId("sheet").EvaluateAsync<double>("sheet => sheet.offsetWidth");

    private static Task<bool> Fits(ILocator viewer) => viewer.Locator(".viewer-scroll")
        .EvaluateAsync<bool>("box => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1");

    [GeneratedRegex("^[0-9]+$")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\?width=\d+$")]
    private static partial Regex Sharper();
}
