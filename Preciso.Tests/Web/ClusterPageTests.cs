using Microsoft.Playwright;
using Preciso.Tenants;
using Preciso.Web.Operations;

namespace Preciso.Tests.Web;

/// <summary>Orleans' own dashboard, behind our doors.</summary>
public sealed class ClusterPageTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    [Fact]
    public async Task Operators_of_the_company_that_runs_the_installation_see_the_cluster_and_nobody_else()
    {
        var house = await world.NewAdmin(); // the first company
        var operations = await world.NewColleague(house, "Ops", Role.Ops);
        var analyst = await world.NewColleague(house, "Mina");
        var tenant = await world.NewAdmin();
        var page = await world.SignIn(operations, to: "/operations");

        await page.GetByTestId("cluster-link").ClickAsync();

        await page.ArrivesAt($"**{ClusterPage.Path}/**");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Dashboard" }).First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#content")).ToContainTextAsync("ACTIVE SILOS", new() { IgnoreCase = true });
        Assert.Equal(403, await Status(analyst));
        Assert.Equal(403, await Status(tenant));
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task Who_has_not_signed_in_is_asked_to()
    {
        var page = await world.NewPage();

        await page.GotoAsync($"{ClusterPage.Path}/");

        await page.ArrivesAt("**/sign-in**");
    }

    private async Task<int> Status(Person person)
    {
        var page = await world.SignIn(person);
        return (await page.APIRequest.GetAsync($"{ClusterPage.Path}/")).Status;
    }
}
