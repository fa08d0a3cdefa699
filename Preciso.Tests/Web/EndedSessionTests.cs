using Microsoft.Playwright;
using Preciso.Tenants;

namespace Preciso.Tests.Web;

/// <summary>Who may no longer be here, or no longer in that role, while a page of theirs is open.</summary>
public sealed class EndedSessionTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    /// <summary>Well before the half minute after which an open page asks by itself.</summary>
    private const float Soon = 20_000;

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
    public async Task Signing_out_in_one_tab_ends_the_others()
    {
        var page = await world.SignIn(await world.NewAdmin(), to: "/documents");
        var other = await page.Context.NewPageAsync();
        await other.Open("/jobs");

        await page.GetByTestId("person").ClickAsync();
        await page.GetByTestId("sign-out").ClickAsync();
        await page.ArrivesAt("**/sign-in*");

        await other.GetByTestId("email").WaitForAsync(new() { Timeout = Soon });
    }
}
