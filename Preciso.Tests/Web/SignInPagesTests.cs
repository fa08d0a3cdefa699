using Microsoft.Playwright;
using Preciso.Tenants;

namespace Preciso.Tests.Web;

/// <summary>Who comes in, in which language, and what they may see.</summary>
public sealed class SignInPagesTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    [Fact]
    public async Task Signing_in_needs_no_script_and_leads_to_the_page_that_was_asked_for()
    {
        var admin = await world.NewAdmin();
        var page = await world.NewPage(script: false);

        await page.GotoAsync("/jobs");
        await page.FillSignIn(admin.Email, admin.Password);

        await page.ArrivesAt("**/jobs");
        await page.GotoAsync("/sign-in?return=/ask");
        await page.ArrivesAt("**/ask");
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_too_many_lock_the_person_out()
    {
        var admin = await world.NewAdmin();
        var page = await world.NewPage();
        await page.GotoAsync("/sign-in");

        await page.FillSignIn(admin.Email, "wrong");
        await Assertions.Expect(page.GetByTestId("sign-in-error")).ToContainTextAsync("맞지 않습니다");
        for (var i = 0; i < 5; i++)
        {
            await page.FillSignIn(admin.Email, "wrong");
        }
        await page.FillSignIn(admin.Email, admin.Password);

        await Assertions.Expect(page.GetByTestId("sign-in-error")).ToContainTextAsync("잠겼습니다");
    }

    [Fact]
    public async Task English_is_one_click_away_and_stays()
    {
        var admin = await world.NewAdmin();
        var page = await world.NewPage();
        await page.GotoAsync("/sign-in");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "ko");

        await page.GetByTestId("language").ClickAsync();
        await Assertions.Expect(page.GetByTestId("sign-in")).ToHaveTextAsync("Sign in");
        await page.FillSignIn(admin.Email, admin.Password);
        await Assertions.Expect(page.GetByTestId("nav-documents")).ToHaveTextAsync("Documents");

        await page.GetByTestId("nav-documents").ClickAsync();
        await page.GetByTestId("language").ClickAsync();
        await Assertions.Expect(page.GetByTestId("nav-documents")).ToHaveTextAsync("문서");
        Assert.EndsWith("/documents", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Someone_who_signed_out_or_was_disabled_is_asked_to_sign_in()
    {
        var admin = await world.NewAdmin();
        var mina = await world.NewColleague(admin, "Mina");
        var page = await world.SignIn(admin);
        var other = await world.SignIn(mina);

        await page.GetByTestId("person").ClickAsync();
        await page.GetByTestId("sign-out").ClickAsync();
        await page.ArrivesAt("**/sign-in");
        await page.GotoAsync("/documents");
        await Assertions.Expect(page.GetByTestId("sign-in")).ToBeVisibleAsync();

        await world.Silo.Grains.Get<IUserGrain>(mina.Caller.UserId, admin.Caller).SetDisabled(new SetDisabled(true));
        await Assertions.Expect(other.GetByTestId("sign-in")).ToBeVisibleAsync(); // the open page hears of it
        await other.GotoAsync("/documents");
        await Assertions.Expect(other.GetByTestId("sign-in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_added_person_signs_in_with_the_password_that_was_shown_once()
    {
        var page = await world.SignIn(await world.NewAdmin(), to: "/people");
        var email = $"{Guid.CreateVersion7():N}@example.com";

        await page.GetByTestId("person-name").FillAsync("Jiwoo");
        await page.GetByTestId("person-email").FillAsync(email);
        await page.GetByTestId("person-add").ClickAsync();
        var password = await page.GetByTestId("secret").TextContentAsync();
        await page.GetByTestId("secret-close").ClickAsync();
        await Assertions.Expect(page.Locator($"[data-testid=user][data-email='{email}']")).ToBeVisibleAsync();

        var own = await world.NewPage();
        await own.GotoAsync("/");
        await own.FillSignIn(email, password!);
        await own.Live();
        await own.GetByTestId("person").ClickAsync();
        await Assertions.Expect(own.GetByTestId("nav-account")).ToContainTextAsync("Jiwoo");
        await Assertions.Expect(own.GetByTestId("nav-people")).ToHaveCountAsync(0);
        await own.GotoAsync("/people");
        await own.ArrivesAt("**/forbidden**");
    }

    [Fact]
    public async Task An_issued_key_opens_the_API_until_it_is_revoked()
    {
        var page = await world.SignIn(await world.NewAdmin(), to: "/account");

        await page.GetByTestId("key-name").FillAsync("portal");
        await page.GetByTestId("key-issue").ClickAsync();
        var key = await page.GetByTestId("secret").TextContentAsync();
        await page.GetByTestId("secret-close").ClickAsync();
        Assert.Equal(200, await StatusWith(key!));

        await page.GetByTestId("key-revoke").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "폐기", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("key-revoke")).ToHaveCountAsync(0);
        Assert.Equal(401, await StatusWith(key!));
    }

    [Theory]
    [InlineData("en-US,en;q=0.9", "en")]
    [InlineData("ko-KR,ko;q=0.9,en;q=0.8", "ko")]
    [InlineData("fr-FR,fr;q=0.9", "ko")]
    [InlineData("", "ko")]
    public async Task Until_someone_chooses_the_browser_says_which_language(string accepted, string language)
    {
        using var client = new HttpClient { BaseAddress = world.Silo.Address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accepted);

        var page = await client.GetStringAsync("/sign-in", TestContext.Current.CancellationToken);

        Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_English_browser_gets_an_English_console_and_what_is_chosen_instead_stays()
    {
        var admin = await world.NewAdmin();
        var page = await world.NewPage(locale: "en-US");

        await page.GotoAsync("/sign-in");
        await Assertions.Expect(page.GetByTestId("sign-in")).ToHaveTextAsync("Sign in");
        await page.FillSignIn(admin.Email, admin.Password);
        await Assertions.Expect(page.GetByTestId("nav-documents")).ToHaveTextAsync("Documents");
        await page.GetByTestId("language").ClickAsync();
        await Assertions.Expect(page.GetByTestId("nav-documents")).ToHaveTextAsync("문서");

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByTestId("nav-documents")).ToHaveTextAsync("문서");
    }

    [Fact]
    public async Task A_secret_that_is_shown_once_goes_away_only_when_its_reader_has_it()
    {
        var page = await world.SignIn(await world.NewAdmin(), to: "/account");
        await page.GetByTestId("key-name").FillAsync("portal");
        await page.GetByTestId("key-issue").ClickAsync();
        await Assertions.Expect(page.GetByTestId("secret")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Escape");
        await page.Mouse.ClickAsync(5, 5);
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.GetByTestId("secret")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("새로 발급하세요");
        await page.GetByTestId("secret-close").ClickAsync();
        await Assertions.Expect(page.GetByTestId("secret")).ToHaveCountAsync(0);
    }

    private async Task<int> StatusWith(string key)
    {
        using var client = new HttpClient { BaseAddress = world.Silo.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var response = await client.GetAsync("/api/v1/documents");
        return (int)response.StatusCode;
    }
}
