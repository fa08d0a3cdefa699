using Microsoft.Playwright;

namespace Preciso.Tests.Web;

/// <summary>From a rated answer to a case, from cases to a run, from runs to what got better, as a person goes.</summary>
public sealed class EvaluationPagesTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    private const string Report = "한빛정밀의 2024년 매출은 1,234억 원이다.\n\n한빛정밀의 2024년 영업이익은 56억 원이다.";

    [Fact]
    public async Task An_answer_that_helped_becomes_a_case_by_one_click_and_is_tested()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "보고서.txt", Report);
        var page = await world.SignIn(admin, to: "/ask");
        await page.Ask("한빛정밀의 2024년 매출은 얼마인가?");
        await page.GetByTestId("rate-up").ClickAsync();
        await Assertions.Expect(page.GetByTestId("rate-up")).ToHaveAttributeAsync("aria-pressed", "true");

        await page.GetByTestId("make-case").ClickAsync();
        await page.GetByTestId("case-show").ClickAsync();

        await Assertions.Expect(page.GetByTestId("case")).ToHaveTextAsync("한빛정밀의 2024년 매출은 얼마인가?");
        await Assertions.Expect(page.GetByTestId("case-expected")).ToContainTextAsync("1,234억 원");
        await page.GetByTestId("run-start").ClickAsync();
        await Assertions.Expect(page.GetByTestId("run-state")).ToHaveAttributeAsync("data-state", "passed");
        await Assertions.Expect(page.GetByTestId("baseline-next")).ToBeVisibleAsync();
        await page.GetByTestId("baseline-approve").ClickAsync();
        await Assertions.Expect(page.GetByTestId("run-baseline")).ToBeVisibleAsync();
        await page.GetByTestId("run-start").ClickAsync();
        await Assertions.Expect(page.GetByTestId("run-compared").First).ToContainTextAsync("그대로 1");
        await page.GetByTestId("run").First.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.GetByTestId("result")).ToHaveAttributeAsync("data-right", "true");
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task An_answer_that_was_wrong_leads_to_where_its_person_says_what_is_right()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "보고서.txt", Report);
        var page = await world.SignIn(admin, to: "/ask", language: "en");
        await page.Ask("한빛정밀의 2024년 영업이익은 얼마인가?");
        await page.GetByTestId("rate-down").ClickAsync();
        await page.GetByTestId("reason-wrong").ClickAsync();
        await page.GetByTestId("rate-send").ClickAsync();
        await Assertions.Expect(page.GetByTestId("rate-down")).ToHaveAttributeAsync("aria-pressed", "true");

        await page.GetByTestId("make-case").ClickAsync();

        await Assertions.Expect(page.GetByTestId("case-question")).ToHaveValueAsync("한빛정밀의 2024년 영업이익은 얼마인가?");
        await Assertions.Expect(page.GetByTestId("case-state")).ToHaveTextAsync("Needs the right answer");
        await Assertions.Expect(page.GetByTestId("run-start")).ToBeDisabledAsync();
        await page.GetByTestId("case-values").FillAsync("56억 원");
        await page.GetByTestId("case-required").ClickAsync();
        await page.GetByTestId("case-save").PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("case-state")).ToHaveAttributeAsync("data-state", "ready");
        await Assertions.Expect(page.GetByTestId("cases-waiting")).ToHaveCountAsync(0);
        await page.GetByTestId("run-start").ClickAsync();
        await Assertions.Expect(page.GetByTestId("run-state")).ToHaveAttributeAsync("data-state", "passed");
    }

    [Fact]
    public async Task Cases_are_written_changed_and_taken_out_and_a_required_one_that_is_wrong_is_shown()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "보고서.txt", Report);
        var page = await world.SignIn(admin, to: "/evaluations");
        await Assertions.Expect(page.GetByTestId("case-sets-none")).ToBeVisibleAsync();

        await page.GetByTestId("case-set-new").ClickAsync();
        await page.GetByTestId("case-set-name").FillAsync("분기 점검");
        await page.GetByTestId("case-set-create").ClickAsync();
        await Add(page, "한빛정밀의 2024년 매출은 얼마인가?", "99억 원");
        await Add(page, "배당은 얼마인가?", "1억 원");
        await page.GetByTestId("case-remove").Nth(1).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "문항 빼기", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("case")).ToHaveCountAsync(1);
        await page.GetByTestId("case-edit").ClickAsync();
        await page.GetByTestId("document-picker").First.ClickAsync();
        await page.GetByTestId("picked-document").ClickAsync();
        await page.GetByTestId("case-place-pages").FillAsync("1");
        await page.GetByTestId("case-place-add").ClickAsync();
        await page.GetByTestId("case-save").ClickAsync();
        await Assertions.Expect(page.GetByTestId("cases").GetByRole(AriaRole.Link)).ToContainTextAsync("보고서.txt 1");
        await page.GetByTestId("run-start").ClickAsync();

        await Assertions.Expect(page.GetByTestId("run-failed")).ToBeVisibleAsync();
        await page.GetByTestId("run-failed").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.GetByTestId("result")).ToHaveAttributeAsync("data-right", "false");
        Assert.Empty(world.Complaints);
    }

    private static async Task Add(IPage page, string question, string value)
    {
        var before = await page.GetByTestId("case").CountAsync();
        await page.GetByTestId("case-new").ClickAsync();
        await page.GetByTestId("case-question").FillAsync(question);
        await page.GetByTestId("case-values").FillAsync(value);
        await page.GetByTestId("case-required").ClickAsync();
        await page.GetByTestId("case-save").ClickAsync();
        await Assertions.Expect(page.GetByTestId("case")).ToHaveCountAsync(before + 1);
    }
}
