using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;
using Preciso.Documents;
using Preciso.Tenants;
using Preciso.Tests.Audit;

namespace Preciso.Tests.Web;

/// <summary>What an administrator decides for the whole company.</summary>
public sealed class SettingsPageTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_saved_holds_and_is_on_the_audit_trail()
    {
        var admin = await world.NewAdmin();
        var document = await world.Silo.UploadReady(admin.Caller, "note.txt", "The office opens at nine.");
        var page = await world.SignIn(admin);

        await page.GetByTestId("nav-settings").ClickAsync();
        await page.GetByTestId("ocr-eng").UncheckAsync();
        await page.GetByTestId("ocr-others").ClickAsync();
        foreach (var language in (string[])["일본어", "중국어(간체)"])
        {
            var option = page.GetByRole(AriaRole.Option, new() { Name = language, Exact = true });
            await option.ClickAsync();
            await Assertions.Expect(option).ToHaveAttributeAsync("aria-selected", "true");
        }
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await page.GetByTestId("number-gate").FillAsync("99.5");
        await page.GetByTestId("own-approval").UncheckAsync();
        await page.GetByTestId("training").CheckAsync();
        await page.GetByTestId("settings-save").ClickAsync();

        await Assertions.Expect(page.GetByTestId("settings-standing")).ToHaveTextAsync("저장된 설정입니다.");
        Assert.Equal(new TenantSettings("kor+jpn+chi_sim", false, true, 0.995), await world.Silo.People.Settings(admin.Caller, Cancel));
        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => world.Silo.Grains.Get<IDocumentGrain>(document, admin.Caller).Approve(new ApproveDocument()));
        Assert.Equal("own_approval_forbidden", refused.Code);
        var line = Assert.Single(await world.Silo.Trail(admin.Caller, new(Action: "tenants.settings_changed")));
        Assert.Contains("kor+jpn+chi_sim", line.Detail, StringComparison.Ordinal);
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task Languages_that_are_none_are_not_saved()
    {
        var admin = await world.NewAdmin();
        var page = await world.SignIn(admin, to: "/settings");

        await page.GetByTestId("ocr-eng").UncheckAsync();
        await page.GetByTestId("ocr-kor").UncheckAsync();
        await Assertions.Expect(page.GetByTestId("flaw")).ToHaveTextAsync("언어를 하나 이상 골라 주세요.");
        await page.GetByTestId("settings-save").ClickAsync();

        await Assertions.Expect(page.GetByTestId("settings-standing")).ToHaveTextAsync("저장하지 않은 변경이 있습니다.");
        Assert.Equal(new TenantSettings(), await world.Silo.People.Settings(admin.Caller, Cancel));
    }

    [Fact]
    public async Task What_another_administrator_saves_meanwhile_is_told_and_can_be_loaded()
    {
        var admin = await world.NewAdmin();
        var page = await world.SignIn(admin, to: "/settings");
        await page.GetByTestId("number-gate").FillAsync("90");
        await Assertions.Expect(page.GetByTestId("settings-standing")).ToHaveTextAsync("저장하지 않은 변경이 있습니다.");

        await world.Silo.Grains.Get<ITenantGrain>(admin.Caller.TenantId, admin.Caller).ChangeSettings(new TenantSettings(NumberGate: 0.95));
        await page.GetByTestId("overtaken").GetByRole(AriaRole.Button).ClickAsync();

        await Assertions.Expect(page.GetByTestId("number-gate")).ToHaveValueAsync("95");
        await Assertions.Expect(page.GetByTestId("overtaken")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_embedder_is_chosen_and_the_page_says_what_serves()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "note.txt", "The office opens at nine.");
        var page = await world.SignIn(admin, to: "/settings");
        await Assertions.Expect(page.GetByTestId("embedder-standing")).ToHaveTextAsync("지금 기본 방식으로 찾습니다.");

        await page.GetByTestId("embedder-choice").ClickAsync();
        await page.GetByTestId("embedder-arctic-embed-xs:v1").ClickAsync();
        await page.GetByTestId("embedder-save").ClickAsync();

        await Assertions.Expect(page.GetByTestId("embedder-standing")).ToHaveTextAsync(
            "지금 arctic-embed-xs:v1(으)로 찾습니다.", new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByTestId("embedder-save")).ToBeDisabledAsync();
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task Programs_read_and_replace_settings_as_administrators_only()
    {
        var admin = await world.Silo.NewTenant();
        using var client = await world.Silo.Client(admin);
        using var analyst = await world.Silo.Client(await world.Silo.NewUser(admin));

        var put = await client.PutAsJsonAsync("/api/v1/settings", new TenantSettings("eng", NumberGate: 0.9), PrecisoJson.Options, Cancel);
        var got = await client.GetFromJsonAsync<TenantSettings>("/api/v1/settings", PrecisoJson.Options, Cancel);
        var wrong = await client.PutAsJsonAsync("/api/v1/settings", new { ocr_languages = "한국어" }, Cancel);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(new TenantSettings("eng", NumberGate: 0.9), got);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.GetAsync("/api/v1/settings", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await analyst.PutAsJsonAsync("/api/v1/settings", new TenantSettings(), PrecisoJson.Options, Cancel)).StatusCode);
    }
}
