using Microsoft.Playwright;
using Preciso.Tenants;

namespace Preciso.Tests.Web;

/// <summary>Who may no longer be here, or no longer in that role, while a page of theirs is open.</summary>
public sealed class EndedSessionTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    /// <summary>An open page asks every half minute.</summary>
    private const float Soon = 60_000;

    [Fact]
    public async Task An_open_page_of_someone_disabled_leads_to_the_sign_in_and_that_of_someone_let_in_again_leads_back()
    {
        var admin = await world.NewAdmin();
        var mina = await world.NewColleague(admin, "Mina");
        var page = await world.SignIn(mina, to: "/documents?state=failed");
        var grain = world.Silo.Grains.Get<IUserGrain>(mina.Caller.UserId, admin.Caller);

        await grain.SetDisabled(new SetDisabled(true));
        await page.GetByTestId("email").WaitForAsync(new() { Timeout = Soon });
        await grain.SetDisabled(new SetDisabled(false));
        await page.FillSignIn(mina.Email, mina.Password);

        await page.ArrivesAt("**/documents?state=failed");
        await Assertions.Expect(page.GetByTestId("nav-documents")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_role_that_is_taken_away_takes_its_menu_and_its_page_along()
    {
        var admin = await world.NewAdmin();
        var second = await world.NewColleague(admin, "Second", Role.Admin);
        var page = await world.SignIn(second, to: "/people");
        await Assertions.Expect(page.GetByTestId("nav-people")).ToBeVisibleAsync();

        await world.Silo.Grains.Get<IUserGrain>(second.Caller.UserId, admin.Caller).ChangeRole(new ChangeRole(Role.Analyst));

        await Assertions.Expect(page.GetByTestId("forbidden")).ToBeVisibleAsync(new() { Timeout = Soon });
        await Assertions.Expect(page.GetByTestId("user")).ToHaveCountAsync(0);
        await page.GetByTestId("forbidden").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.GetByTestId("nav-documents")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("nav-people")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_a_role_allowed_is_refused_in_words_before_the_page_knows_that_it_is_gone()
    {
        var admin = await world.NewAdmin();
        var second = await world.NewColleague(admin, "Second", Role.Admin);
        var page = await world.SignIn(second, to: "/people");
        await page.GetByTestId("person-name").FillAsync("Jiwoo");
        await page.GetByTestId("person-email").FillAsync($"{Guid.CreateVersion7():N}@example.com");

        await world.Silo.Grains.Get<IUserGrain>(second.Caller.UserId, admin.Caller).ChangeRole(new ChangeRole(Role.Analyst));
        await page.GetByTestId("person-add").ClickAsync();

        await Assertions.Expect(page.GetByText("권한").First).ToBeVisibleAsync(new() { Timeout = Soon });
        await Assertions.Expect(page.GetByTestId("secret")).ToHaveCountAsync(0);
        Assert.DoesNotContain(await world.Silo.People.Users(admin.Caller, CancellationToken.None), user => user.Name == "Jiwoo");
    }

    [Fact]
    public async Task Signing_out_in_one_tab_ends_the_others()
    {
        var page = await world.SignIn(await world.NewAdmin(), to: "/documents");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/jobs");
        await other.Locator("main[data-live]").WaitForAsync();

        await page.GetByTestId("sign-out").ClickAsync();
        await page.ArrivesAt("**/sign-in*");

        await other.GetByTestId("email").WaitForAsync(new() { Timeout = Soon });
    }
}
