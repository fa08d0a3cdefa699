using Microsoft.Playwright;
using Preciso.Jobs;
using Preciso.Tenants;
using Preciso.Tests.Audit;
using Preciso.Tests.World;

namespace Preciso.Tests.Web;

/// <summary>The audit trail as an administrator meets it.</summary>
public sealed class AuditPageTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    [Fact]
    public async Task An_administrator_finds_what_someone_did_verifies_the_chain_and_takes_it_home()
    {
        var admin = await world.NewAdmin();
        var mina = await world.NewColleague(admin, "Mina");
        var document = await world.Silo.UploadReady(mina.Caller, "note.txt", "The office opens at nine.");
        var page = await world.SignIn(admin);

        await page.GetByTestId("nav-audit").ClickAsync();
        await page.Choose("audit-person", "Mina");
        await page.Choose("audit-action", "문서를 올림");

        var line = page.GetByTestId("audit-line");
        await Assertions.Expect(line).ToHaveCountAsync(1);
        await Assertions.Expect(line).ToContainTextAsync("문서를 올림");
        await Assertions.Expect(line.Locator($"a[href='/documents/{document}']")).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("audit-export").ClickAsync());
        var exported = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(2, exported.Length);
        Assert.Contains("Mina,documents.uploaded,done", exported[1], StringComparison.Ordinal);
        await page.GetByTestId("audit-verify").ClickAsync();
        await Assertions.Expect(page.Locator("[data-testid=audit-verdict][data-intact=true]")).ToContainTextAsync("온전합니다");
        await page.Choose("audit-outcome", "거부됨");
        await Assertions.Expect(page.GetByTestId("audit-none")).ToBeVisibleAsync();
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task A_page_that_the_role_does_not_reach_is_refused_and_on_the_trail()
    {
        var admin = await world.NewAdmin();
        var mina = await world.NewColleague(admin, "Mina");
        var page = await world.SignIn(mina);
        await Assertions.Expect(page.GetByTestId("nav-audit")).ToHaveCountAsync(0);

        await page.GotoAsync("/audit");

        await page.ArrivesAt("**/forbidden**");
        var line = Assert.Single(await world.Silo.Trail(admin.Caller, new(Action: "requests.refused")));
        Assert.Equal((mina.Caller.UserId, true), (line.UserId, line.Address is not null));
        Assert.Contains("/audit", line.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_stands_in_the_address()
    {
        var admin = await world.NewAdmin();
        var page = await world.SignIn(admin, to: "/audit");

        await page.Choose("audit-outcome", "거부됨");
        await page.ArrivesAt("**/audit?outcome=refused");
        await Assertions.Expect(page.GetByTestId("audit-none")).ToBeVisibleAsync();
        await page.GotoAsync($"/audit?person={admin.Caller.UserId}&outcome=done");

        await Assertions.Expect(page.GetByTestId("audit-line").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("audit-outcome")).ToHaveTextAsync("됨");
    }

    [Fact]
    public async Task A_page_of_the_trail_is_not_long_on_a_telephone()
    {
        var admin = await world.NewAdmin();
        for (var i = 0; i < 25; i++)
        {
            await world.Silo.Grains.Get<ITenantGrain>(admin.Caller.TenantId, admin.Caller)
                .SetQuota(new SetQuota(Lane.Batch, QuotaScope.Tenant, null, new Quota(null, null, i + 1)));
        }
        var page = await world.SignIn(admin, width: 390, to: "/audit");

        await Assertions.Expect(page.GetByTestId("audit-line")).ToHaveCountAsync(20);

        // Until the lists that drop down are in their places, they are as long as they are.
        await Eventually.True(
            async () => await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight") < 3000, TimeSpan.FromSeconds(30));
        await page.Fits(390);
        await page.GetByTestId("next").ClickAsync();
        await Assertions.Expect(page.GetByTestId("audit-line").First).ToBeVisibleAsync();
        Assert.Empty(world.Complaints);
    }
}
