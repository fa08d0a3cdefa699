using Microsoft.Playwright;
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
        await page.GetByTestId("audit-person").SelectOptionAsync(new SelectOptionValue { Label = "Mina" });
        await page.GetByTestId("audit-action").SelectOptionAsync("documents.uploaded");

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
        await page.GetByTestId("audit-outcome").SelectOptionAsync("Refused");
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
}
