using Microsoft.Playwright;
using Preciso.Documents;
using Preciso.Questions;
using Preciso.Tenants;

namespace Preciso.Tests.Web;

/// <summary>What an administrator decides about answers, on its page, and what people see of it.</summary>
public sealed class AnswerSettingsPageTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    private const string Income =
        "<h1>Nordwind</h1><h2>Income statement</h2><table><tr><td>(USD million)</td><td>2023</td><td>2022</td></tr>"
        + "<tr><td>Revenue</td><td>4,210</td><td>3,800</td></tr><tr><td>Operating income</td><td>505</td><td>418</td></tr></table>";

    [Fact]
    public async Task A_measure_that_is_added_answers_with_its_calculation()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "nordwind-2023.html", Income);
        var page = await world.SignIn(admin);
        await page.GetByTestId("nav-answer-settings").ClickAsync();

        await page.GetByTestId("measure-add").ClickAsync();
        await page.GetByTestId("measure-names").FillAsync("설정한 지표, our index");
        await page.GetByTestId("measure-formula").FillAsync("영업이익 / 우주선");
        await Assertions.Expect(page.GetByTestId("measure-reading")).ToContainTextAsync("우주선");
        await Assertions.Expect(page.GetByTestId("measure-save")).ToBeDisabledAsync();
        await page.GetByTestId("measure-formula").FillAsync("영업이익 / 매출");
        await Assertions.Expect(page.GetByTestId("measure-reading")).ToContainTextAsync("영업이익 ÷ 매출액");
        await page.GetByTestId("measure-save").ClickAsync();
        await Assertions.Expect(page.GetByTestId("measure")).ToContainTextAsync("설정한 지표, our index");
        await page.GetByTestId("nav-ask").ClickAsync();
        await page.Ask("Nordwind의 2023년 설정한 지표는 얼마인가요?");

        await Assertions.Expect(page.GetByTestId("answer-text")).ToContainTextAsync("12.0%");
        await page.GetByTestId("derivation").Locator("summary").ClickAsync();
        await Assertions.Expect(page.GetByTestId("derivation")).ToContainTextAsync("505 ÷ 4,210 = 12.0%");
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task A_measure_is_changed_and_removed()
    {
        var admin = await world.NewAdmin();
        await Grain(admin).ChangeMeasures(new ChangeMeasures(0, [new OwnMeasure(["우리 지수"], "영업이익 / 매출", MeasureKind.Percent)]));
        var page = await world.SignIn(admin, to: "/answer-settings");

        await page.GetByTestId("measure-edit").ClickAsync();
        await page.GetByTestId("measure-formula").FillAsync("순이익 / 매출");
        await Assertions.Expect(page.GetByTestId("measure-reading")).ToContainTextAsync("당기순이익 ÷ 매출액");
        await page.GetByTestId("measure-save").ClickAsync();
        await Assertions.Expect(page.GetByTestId("measure")).ToContainTextAsync("순이익 / 매출");
        await page.GetByTestId("measure-remove").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "지우기", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByTestId("measures-none")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_embedder_is_chosen_and_the_page_says_what_serves()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "note.txt", "The office opens at nine.");
        var page = await world.SignIn(admin, to: "/answer-settings");
        await Assertions.Expect(page.GetByTestId("embedder-standing")).ToHaveTextAsync("지금 기본 방식으로 찾습니다.");

        await page.GetByTestId("embedder-choice").ClickAsync();
        await page.GetByTestId("embedder-arctic-embed-xs:v1").ClickAsync();
        await page.GetByTestId("embedder-save").ClickAsync();

        await Assertions.Expect(page.GetByTestId("embedder-standing")).ToHaveTextAsync("지금 arctic-embed-xs:v1(으)로 찾습니다.");
        await Assertions.Expect(page.GetByTestId("embedder-save")).ToBeDisabledAsync();
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task What_is_hidden_from_viewers_they_do_not_see_and_are_told_so()
    {
        var admin = await world.NewAdmin();
        var viewer = await world.NewColleague(admin, "Mina", Role.Viewer);
        var document = await world.Silo.UploadReady(admin.Caller, "nordwind-2023.html", Income);
        await world.Silo.Grains.Get<IDocumentGrain>(document, admin.Caller)
            .Share(new ShareDocument(viewer.Caller.UserId, null, SharePermission.Read));
        var page = await world.SignIn(admin, to: "/answer-settings");

        await page.GetByTestId("shown-viewer-derivation").UncheckAsync();
        await page.GetByTestId("flag-cache").UncheckAsync();
        await page.GetByTestId("policy-save").ClickAsync();
        await Assertions.Expect(page.GetByTestId("policy-standing")).ToHaveTextAsync("저장된 설정입니다.");
        var viewers = await world.SignIn(viewer, to: "/ask");
        await viewers.Ask("Nordwind의 2023년 영업이익률은 얼마인가요?");

        await Assertions.Expect(viewers.GetByTestId("answer-text")).ToContainTextAsync("12.0%");
        await Assertions.Expect(viewers.GetByTestId("withheld")).ToContainTextAsync("계산 과정");
        await Assertions.Expect(viewers.GetByTestId("derivation")).ToHaveCountAsync(0);
        Assert.DoesNotContain("505 ÷", await viewers.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_administrator_decides_meanwhile_is_told_and_can_be_loaded()
    {
        var admin = await world.NewAdmin();
        var page = await world.SignIn(admin, to: "/answer-settings");
        await page.GetByTestId("flag-rerank").UncheckAsync();
        await Assertions.Expect(page.GetByTestId("policy-standing")).ToHaveTextAsync("저장하지 않은 변경이 있습니다.");

        await Grain(admin).Change(new ChangeAnswerPolicy(0, Compress: false));
        await page.GetByTestId("overtaken").GetByRole(AriaRole.Button).ClickAsync();

        await Assertions.Expect(page.GetByTestId("flag-rerank")).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByTestId("flag-compress")).Not.ToBeCheckedAsync();
        await Assertions.Expect(page.GetByTestId("overtaken")).ToHaveCountAsync(0);
    }

    private IAnswerPolicyGrain Grain(Person admin) => world.Silo.Grains.Get<IAnswerPolicyGrain>(admin.Caller.TenantId, admin.Caller);
}
