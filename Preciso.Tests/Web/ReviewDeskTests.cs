using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Preciso.Approvals;
using Preciso.Documents;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Web;

/// <summary>The queue and the desk as reviewers work through them.</summary>
public sealed class ReviewDeskTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_queue_to_an_approved_document_and_what_it_became_by_keyboard_alone()
    {
        var admin = await world.NewAdmin();
        var id = await InReview(admin, "receipt.txt");
        var page = await world.SignIn(admin, to: "/reviews");
        await Assertions.Expect(page.GetByTestId("review")).ToBeVisibleAsync();

        await Reach(page, "[data-row]");
        await page.Keyboard.PressAsync("Enter");
        await page.ArrivesAt($"**/reviews/{id}*");
        await Reach(page, "[data-field=total] input");
        await page.Keyboard.PressAsync("F2");
        await page.Keyboard.TypeAsync("16,000원");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-field=total]").GetByTestId("field-check")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByTestId("decision-note")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+Enter");

        var outcome = page.GetByTestId("outcome");
        await Assertions.Expect(outcome).ToHaveAttributeAsync("data-state", "ready");
        await Assertions.Expect(outcome.Locator("[data-kind=facts]")).ToHaveTextAsync("계산에 쓰는 값 1");
        await Assertions.Expect(page.GetByTestId("outcome-on")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.ArrivesAt("**/reviews");
        Assert.Equal(ApprovalState.Approved, (await world.Silo.Documents.Get(admin.Caller, id, Cancel)).Document.Approval);
        await Eventually.True(async () => (await Reviews.Times(admin.Caller, 1, Cancel)).Count > 0, TimeSpan.FromSeconds(30));
        var time = Assert.Single(await Reviews.Times(admin.Caller, 1, Cancel));
        Assert.InRange(time.MedianSeconds, 1, 300);
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task Keys_go_from_row_to_row_and_from_document_to_document()
    {
        var admin = await world.NewAdmin();
        var (first, second) = (await InReview(admin, "first.txt"), await InReview(admin, "second.txt"));
        var page = await world.SignIn(admin, to: "/reviews?order=name");
        await Assertions.Expect(page.GetByTestId("review")).ToHaveCountAsync(2);

        await page.Locator("[data-row]").First.FocusAsync();
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(page.Locator("[data-row]:focus")).ToHaveTextAsync("second.txt");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Enter");
        await page.ArrivesAt($"**/reviews/{first}?order=name");
        await Assertions.Expect(page.GetByTestId("review-place")).ToHaveTextAsync("2건 중 1번째");
        await page.Keyboard.PressAsync("Alt+n");
        await page.ArrivesAt($"**/reviews/{second}?order=name");
        await Assertions.Expect(page.GetByTestId("review-place")).ToHaveTextAsync("2건 중 2번째");
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.GetByTestId("shortcuts")).ToContainTextAsync("Alt + N");
        await Assertions.Expect(page.Locator(".mud-dialog-container :focus")).ToHaveCountAsync(1); // the keys are the dialog's from then on
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByTestId("shortcuts")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Alt+p");

        await page.ArrivesAt($"**/reviews/{first}?order=name");
    }

    [Fact]
    public async Task A_cell_is_corrected_by_keyboard_and_its_fact_follows()
    {
        var admin = await world.NewAdmin();
        var id = await Table(admin);
        var page = await world.SignIn(admin, to: $"/reviews/{id}");
        await Assertions.Expect(page.GetByTestId("desk")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Alt+t");
        await Reach(page, "[role=grid] td");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByTestId("cell-input")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("1,284");
        await page.Keyboard.PressAsync("Enter");

        var cell = page.Locator("[data-spot=cell-0-1-1][data-testid=cell]");
        await Assertions.Expect(cell).ToContainTextAsync("1,284");
        await Assertions.Expect(cell.GetByTestId("cell-read")).ToHaveTextAsync("읽은 값: 1,234");
        await Assertions.Expect(page.Locator("[data-spot=cell-0-2-1][data-testid=cell]")).ToBeFocusedAsync();
        await Eventually.True(
            async () => (await world.Silo.Documents.Facts(admin.Caller, id, null, null, null, Cancel)).Items
                .Any(fact => fact.Printed == "1,284"),
            TimeSpan.FromSeconds(30));
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task Two_at_one_cell_are_told_and_neither_is_overwritten()
    {
        var admin = await world.NewAdmin();
        var mina = await world.NewColleague(admin, "Mina", Role.Reviewer);
        var id = await Table(admin);
        await world.Silo.Grains.Get<IDocumentGrain>(id, admin.Caller).AssignReview(new AssignReview(mina.Caller.UserId));
        var page = await world.SignIn(admin, to: $"/reviews/{id}");
        await page.GetByRole(AriaRole.Tab, new() { Name = "표" }).ClickAsync();
        await page.Locator("[data-spot=cell-0-1-1][data-testid=cell]").DblClickAsync();
        await page.GetByTestId("cell-input").FillAsync("1,299");

        await world.Silo.Grains.Get<IDocumentGrain>(id, mina.Caller).CorrectCell(new CorrectCell(1, 0, 1, 1, "1,284", 0));

        await Assertions.Expect(page.GetByTestId("cell-conflict")).ToContainTextAsync("Mina");
        await Assertions.Expect(page.GetByTestId("cell-input")).ToHaveValueAsync("1,299");
        await page.GetByTestId("cell-on-top").ClickAsync();
        await Assertions.Expect(page.Locator("[data-spot=cell-0-1-1][data-testid=cell]")).ToContainTextAsync("1,299");
    }

    [Fact]
    public async Task The_next_is_taken_and_several_are_approved_each_with_its_answer()
    {
        var admin = await world.NewAdmin();
        var (sure, unsure) = (await InReview(admin, "sure.txt"), await InReview(admin, "unsure.txt"));
        foreach (var field in (await world.Silo.Documents.Fields(admin.Caller, sure, Cancel)).Fields)
        {
            await world.Silo.Grains.Get<IDocumentGrain>(sure, admin.Caller).CorrectField(
                new CorrectField(field.Name, field.Name == "total" ? "16,000원" : field.Printed, field.Version));
        }
        var page = await world.SignIn(admin, to: "/reviews");

        await page.Row($"[data-id='{sure}']").GetByTestId("review-choose").CheckAsync();
        await page.Row($"[data-id='{unsure}']").GetByTestId("review-choose").CheckAsync();
        await page.GetByTestId("bulk-approve").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "승인", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("bulk-refusal")).ToContainTextAsync("unsure.txt");
        await Assertions.Expect(page.GetByTestId("review")).ToHaveCountAsync(1);

        await page.Choose("whose", "아무도 맡지 않은 것");
        await page.ArrivesAt("**/reviews?whose=nobody");
        await Assertions.Expect(page.GetByTestId("review")).ToHaveCountAsync(1);
        await page.GetByTestId("take-next").ClickAsync();
        await page.ArrivesAt($"**/reviews/{unsure}?whose=mine");
        Assert.Equal(admin.Caller.UserId, (await world.Silo.Documents.Get(admin.Caller, unsure, Cancel)).Document.AssigneeId);
        await page.Open("/reviews?whose=nobody");
        await Assertions.Expect(page.GetByTestId("reviews-none")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("ko")]
    [InlineData("en")]
    public async Task No_page_of_reviews_is_wider_than_a_telephone(string language)
    {
        var admin = await world.NewAdmin();
        var id = await InReview(admin, $"{new string('가', 90)} {new string('x', 90)}.txt");
        var table = await Table(admin);
        var page = await world.SignIn(admin, width: 390, language: language);

        foreach (var (path, mark) in ((string, string)[])
            [("/reviews", "reviews"), ($"/reviews/{id}", "desk"), ($"/reviews/{table}", "desk"), ("/reviews/times", "times-none")])
        {
            await page.GotoAsync(path);
            await Assertions.Expect(page.GetByTestId(mark)).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
            await page.Fits(390);
        }
        Assert.Empty(world.Complaints);
    }

    private IReviews Reviews => world.Silo.Services.GetRequiredService<IReviews>();

    /// <summary>A receipt of which another total was expected.</summary>
    private async Task<Guid> InReview(Person owner, string filename)
    {
        var unlike = new string(Random.Shared.GetItems<char>("가나다라마바사아자차카타파하 ", 600)); // no duplicate of the others
        var text = $"영수증\n상호: 한빛문구\n거래일자: 2025-03-05\n\n볼펜  3,000\n합계  15,000원\n{unlike}";
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var fields = new UploadFields(ExpectedFields: new Dictionary<string, string> { ["total"] = "16,000" });
        var uploaded = await world.Silo.Documents.Upload(
            owner.Caller, new UploadFile(filename, content, _ => Task.FromResult(fields)), Cancel);
        Assert.Equal(DocumentState.NeedsReview, (await world.Silo.Settled(owner.Caller, uploaded.DocumentId)).Status);
        return uploaded.DocumentId;
    }

    private async Task<Guid> Table(Person owner)
    {
        var text = "항목,2024년,2023년\n매출,\"1,234\",\"1,100\"\n영업이익,200,150\n";
        var uploaded = await world.Silo.Upload(owner.Caller, "실적.csv", Encoding.UTF8.GetBytes(text));
        await world.Silo.Settled(owner.Caller, uploaded.DocumentId);
        return uploaded.DocumentId;
    }

    private static async Task Reach(IPage page, string selector)
    {
        await page.Locator(selector).First.WaitForAsync();
        for (var i = 0; i < 80; i++)
        {
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"'{selector}' cannot be reached with Tab.");
    }
}
