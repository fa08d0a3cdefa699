using Microsoft.Playwright;
using Preciso.Documents;
using Preciso.Tenants;
using static Microsoft.Playwright.Assertions;

namespace Preciso.Tests.Web;

/// <summary>The way to anything by its name, by keyboard alone.</summary>
public sealed class CommandPaletteTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    [Fact]
    public async Task Keys_alone_open_it_find_a_document_and_go_there()
    {
        var admin = await world.NewAdmin();
        var document = await world.Silo.UploadReady(admin.Caller, "warranty-terms.txt", "The warranty lasts eighteen months.");
        var page = await world.SignIn(admin);

        await Open(page);
        await page.Keyboard.TypeAsync("warranty");
        await Expect(Entries(page, "document")).ToHaveCountAsync(1);
        await Expect(Entries(page, "document")).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Enter");

        await page.ArrivesAt($"**/documents/{document}");
        await Expect(page.GetByTestId("palette-entry")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Arrows_move_through_what_was_found_and_escape_leaves_the_page_as_it_was()
    {
        var page = await world.SignIn(await world.NewAdmin());
        await Open(page);
        await Expect(Field(page)).ToHaveAttributeAsync("aria-activedescendant", "palette-entry-0");

        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Field(page)).ToHaveAttributeAsync("aria-activedescendant", "palette-entry-2");
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(Field(page)).ToHaveAttributeAsync("aria-activedescendant", "palette-entry-1");
        await page.Keyboard.PressAsync("Escape");

        await Expect(Field(page)).ToHaveCountAsync(0);
        await page.ArrivesAt("**/");
    }

    [Fact]
    public async Task What_was_typed_is_there_again_after_it_was_closed()
    {
        var page = await world.SignIn(await world.NewAdmin());
        await Open(page);
        await page.Keyboard.TypeAsync("감사");
        await Expect(Entries(page, "page")).ToHaveCountAsync(1);

        await page.Keyboard.PressAsync("Escape");
        await Expect(Field(page)).ToHaveCountAsync(0);
        await Open(page);

        await Expect(Field(page)).ToHaveValueAsync("감사");
        await page.Keyboard.PressAsync("Enter");
        await page.ArrivesAt("**/audit");
    }

    [Fact]
    public async Task It_shows_no_page_that_the_role_does_not_reach_and_no_document_of_others()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "salaries.txt", "Salaries are secret.");
        var viewer = await world.NewColleague(admin, "Viewer Kim", Role.Viewer);
        var page = await world.SignIn(viewer);

        await Open(page);
        await page.Keyboard.TypeAsync("salaries");
        await Expect(Entries(page, "action")).ToHaveCountAsync(1); // to ask it
        await Expect(Entries(page, "document")).ToHaveCountAsync(0);
        await Field(page).FillAsync("");

        await Expect(Entries(page, "page").First).ToBeVisibleAsync();
        await Expect(page.GetByTestId("palette-entry").Filter(new() { HasText = "감사" })).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("palette-entry").Filter(new() { HasText = "문서 올리기" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_question_typed_into_it_goes_to_where_one_asks()
    {
        var page = await world.SignIn(await world.NewAdmin());
        await Open(page);

        await page.Keyboard.TypeAsync("보증 기간은?");
        await Expect(Entries(page, "action")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");

        await page.ArrivesAt("**/ask?q=*");
    }

    [Fact]
    public async Task It_darkens_the_screen_and_the_next_browser_of_the_person_is_dark_too()
    {
        var admin = await world.NewAdmin();
        var page = await world.SignIn(admin);
        await Open(page);
        await page.Keyboard.TypeAsync("어둡게");
        await Expect(Entries(page, "action").First).ToHaveAttributeAsync("aria-selected", "true");

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("palette-entry")).ToHaveCountAsync(0);
        await IsDark(page);
        var elsewhere = await world.SignIn(admin);

        await IsDark(elsewhere);
    }

    [Fact]
    public async Task The_language_that_a_person_chose_comes_with_them()
    {
        var admin = await world.NewAdmin();
        var page = await world.SignIn(admin);
        await Open(page);
        await page.Keyboard.TypeAsync("English");
        await Expect(Entries(page, "action").First).ToHaveAttributeAsync("aria-selected", "true");

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        var elsewhere = await world.SignIn(admin);

        await Expect(elsewhere.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    private static async Task Open(IPage page)
    {
        await page.Keyboard.PressAsync("Control+k");
        await Expect(Field(page)).ToBeFocusedAsync();
        await Expect(page.GetByTestId("palette-entry").First).ToBeVisibleAsync();
    }

    private static Task IsDark(IPage page) =>
        Expect(page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(20, 25, 26)");

    private static ILocator Field(IPage page) => page.GetByRole(AriaRole.Combobox);

    private static ILocator Entries(IPage page, string kind) => page.Locator($"[data-testid=palette-entry][data-kind={kind}]");
}
