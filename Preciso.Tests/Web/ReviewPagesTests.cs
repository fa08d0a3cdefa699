using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Preciso.Datasets;
using Preciso.Documents;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Web;

/// <summary>From a document that is in doubt to one that a person has vouched for.</summary>
public sealed class ReviewPagesTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    private const string Receipt = "receipt.pdf";
    private const string Printed =
        "HANBIT STATIONERY\n12 World Cup Road, Mapo-gu, Seoul\nRECEIPT\nDate: 2026-03-05\nNotebook   2   24.00\n"
        + "Fountain pen   1   40.15\nTotal   64.15\nCash   70.00\nChange   5.85";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly LocatorAssertionsToBeVisibleOptions WhenRead = new() { Timeout = 60_000 };

    [Fact]
    public async Task A_receipt_with_a_wrong_total_is_flagged_corrected_by_keyboard_approved_and_becomes_a_sample()
    {
        var admin = await world.NewAdmin();
        await world.Silo.Grains.Get<ITenantGrain>(admin.Caller.TenantId, admin.Caller)
            .ChangeSettings(new TenantSettings(TrainingAllowed: true));
        var page = await world.SignIn(admin, to: "/documents");
        await Expect(page, field: "total", label: "합계", value: "64.51");
        await PickReceipt(page);

        await Assertions.Expect(page.Document(Receipt).InState("needs_review")).ToBeVisibleAsync(WhenRead);
        await page.GetByTestId("nav-reviews").ClickAsync();
        await Assertions.Expect(page.GetByTestId("why")).ToContainTextAsync("값이 맞지 않는 항목");
        await page.GetByRole(AriaRole.Link, new() { Name = Receipt }).PressAsync("Enter");
        await TabTo(page, "total");
        await Assertions.Expect(Field(page, "total").GetByTestId("check-expected")).ToHaveTextAsync("64.51");
        await page.Keyboard.PressAsync("F2");
        await page.Keyboard.TypeAsync("64.51");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Field(page, "total").GetByTestId("field-check")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByTestId("decision-note")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Compared with the till roll.");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByTestId("outcome")).ToHaveAttributeAsync("data-state", "ready");
        await Assertions.Expect(page.GetByTestId("outcome-on")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.ArrivesAt("**/reviews");
        await page.GetByTestId("nav-documents").ClickAsync();
        await Assertions.Expect(page.Document(Receipt).InState("ready")).ToBeVisibleAsync();
        await Assertions.Expect(page.Document(Receipt).Locator("[data-approval=approved]")).ToBeVisibleAsync();
        await Eventually.True(
            async () => await Samples(admin)
                .AnyAsync(sample => sample is { Field: "total", Label: "64.51", Corrected: true, Predicted: "64.15" }),
            Deadline);
        await page.Open("/datasets?kind=samples");
        await Assertions.Expect(page.Row("[data-testid=sample][data-field=total]")).ToContainTextAsync("64.51");
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task Two_reviewers_at_once_are_told_and_neither_is_overwritten()
    {
        var admin = await world.NewAdmin();
        var mina = await world.NewColleague(admin, "Mina", Role.Reviewer);
        var id = await InReview(admin);
        await world.Silo.Grains.Get<IDocumentGrain>(id, admin.Caller).AssignReview(new AssignReview(mina.Caller.UserId));
        var first = await world.SignIn(admin, to: $"/reviews/{id}");
        var second = await world.SignIn(mina, to: $"/reviews/{id}");

        await Input(first, "total").FillAsync("65.00");
        await Assertions.Expect(Field(first, "total").GetByTestId("unsaved")).ToBeVisibleAsync();
        await Input(second, "total").FillAsync("64.51");
        await Input(second, "total").PressAsync("Enter");

        await Assertions.Expect(first.GetByTestId("conflict")).ToContainTextAsync("Mina");
        await Assertions.Expect(first.GetByTestId("conflict")).ToContainTextAsync("64.51");
        await Assertions.Expect(Input(first, "total")).ToHaveValueAsync("65.00");
        await first.GetByTestId("put-on-top").ClickAsync();
        await Assertions.Expect(first.GetByTestId("conflict")).ToHaveCountAsync(0);
        await Assertions.Expect(Input(second, "total")).ToHaveValueAsync("65.00");
        Assert.Equal(3, (await Stored(admin, id, "total")).Version);
    }

    [Fact]
    public async Task A_field_that_was_not_found_is_added_where_a_person_draws_it()
    {
        var admin = await world.NewAdmin();
        var id = await InReview(admin);
        var page = await world.SignIn(admin, to: $"/reviews/{id}");

        await Input(page, "receipt_number").FillAsync("A-0048");
        await Assertions.Expect(Field(page, "receipt_number").GetByTestId("whole-page")).ToBeVisibleAsync();
        await page.Locator("[data-testid=viewer][data-zoom]").WaitForAsync(); // the page has its size
        var sheet = (await page.GetByTestId("sheet").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(sheet.X + (sheet.Width * 0.2f), sheet.Y + (sheet.Height * 0.1f));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(sheet.X + (sheet.Width * 0.4f), sheet.Y + (sheet.Height * 0.15f), new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.Locator("rect.active[data-spot=field-receipt_number]")).ToBeAttachedAsync();
        await Assertions.Expect(Input(page, "receipt_number")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Field(page, "receipt_number").GetByTestId("unsaved")).ToHaveCountAsync(0);
        var field = await Stored(admin, id, "receipt_number");
        Assert.Equal(("A-0048", 1, FieldOrigin.Corrected), (field.Printed, field.Version, field.Origin));
        Assert.InRange(field.Box.X0, 595 * 0.19, 595 * 0.21);
        Assert.InRange(field.Box.Y1, 842 * 0.14, 842 * 0.16);
    }

    [Fact]
    public async Task A_cell_and_its_place_on_the_page_light_up_together()
    {
        var admin = await world.NewAdmin();
        var page = await world.SignIn(admin, to: "/documents");
        await page.Pick(Repository.Sample("hanbit-annual-report-2025.pdf"));
        await Assertions.Expect(page.Document("hanbit").InState("ready")).ToBeVisibleAsync(WhenRead);
        await page.GetByRole(AriaRole.Link, new() { Name = "hanbit-annual-report-2025.pdf" }).ClickAsync();
        await page.GetByTestId("viewer").WaitForAsync();
        await page.Open($"{new Uri(page.Url).AbsolutePath}?page=3&tab=tables");

        var cell = page.GetByTestId("cell").Filter(new() { HasText = "98,340" });
        await cell.HoverAsync();
        var spot = await cell.GetAttributeAsync("data-spot");
        await Assertions.Expect(page.Locator($"rect[data-spot={spot}]")).ToHaveAttributeAsync("data-pointed", "");

        await page.Mouse.MoveAsync(0, 0);
        await page.Locator($"rect[data-spot={spot}]").ClickAsync();
        await Assertions.Expect(cell).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator("[data-testid=cell]:focus")).ToHaveTextAsync("84,260");
    }

    [Fact]
    public async Task A_lost_number_is_listed_with_its_reason_and_marked_on_the_page()
    {
        var admin = await world.NewAdmin();
        var id = await InReview(admin);
        await world.Silo.Database.Query(
            admin.Caller.TenantId,
            connection => connection.ExecuteAsync(
                """
                UPDATE number_ledgers
                SET numbers = numbers + 1,
                    lost = lost || '[{"printed": "1,234", "box": [72, 100, 120, 114], "reason": "not_in_cell"}]'::jsonb
                WHERE document_id = @id AND page = 1
                """,
                new { id }),
            CancellationToken.None);

        var page = await world.SignIn(admin, to: $"/documents/{id}?page=1&tab=numbers");

        var lost = page.GetByTestId("lost-number").Filter(new() { HasText = "1,234" });
        await Assertions.Expect(lost).ToContainTextAsync("어느 칸에도 들어가지 않았습니다");
        await lost.FocusAsync();
        await Assertions.Expect(page.Locator("rect.spot.bad[data-pointed]")).ToBeAttachedAsync();
    }

    /// <summary>The receipt, of which another total was expected.</summary>
    private async Task<Guid> InReview(Person owner)
    {
        using var content = new MemoryStream(Pdf.Print(Printed));
        var fields = new UploadFields(ExpectedFields: new Dictionary<string, string> { ["total"] = "64.51" });
        var uploaded = await world.Silo.Documents.Upload(
            owner.Caller, new UploadFile(Receipt, content, _ => Task.FromResult(fields)), CancellationToken.None);
        Assert.Equal(DocumentState.NeedsReview, (await world.Silo.Settled(owner.Caller, uploaded.DocumentId)).Status);
        return uploaded.DocumentId;
    }

    private static async Task Expect(IPage page, string field, string label, string value)
    {
        await page.GetByTestId("upload-expected").ClickAsync();
        await page.Choose("expected-type", "영수증");
        await page.GetByTestId("expected-add").ClickAsync();
        await page.Choose("expected-name", label);
        await page.GetByTestId("expected-value").FillAsync(value);
        await page.GetByTestId("expected-done").ClickAsync();
        await Assertions.Expect(page.GetByTestId("drop-zone"))
            .ToHaveAttributeAsync("data-expected-fields", $$"""{"{{field}}":"{{value}}"}""");
    }

    private static async Task PickReceipt(IPage page)
    {
        var folder = Directory.CreateTempSubdirectory("preciso-review-");
        try
        {
            var file = Path.Combine(folder.FullName, Receipt);
            await File.WriteAllBytesAsync(file, Pdf.Print(Printed), TestContext.Current.CancellationToken);
            await page.Pick(file);
            await Assertions.Expect(page.Document(Receipt)).ToBeVisibleAsync(WhenRead);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task TabTo(IPage page, string field)
    {
        await Input(page, field).WaitForAsync();
        for (var i = 0; i < 80; i++)
        {
            if (await page.EvaluateAsync<bool>("field => document.activeElement.matches(`[data-field=${field}] input`)", field))
            {
                return;
            }
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"'{field}' cannot be reached with Tab.");
    }

    private static ILocator Field(IPage page, string name) => page.Locator($"[data-testid=field][data-field={name}]");

    private static ILocator Input(IPage page, string name) => Field(page, name).GetByTestId("field-input");

    private async Task<DocumentField> Stored(Person person, Guid id, string name) =>
        (await world.Silo.Documents.Fields(person.Caller, id, CancellationToken.None)).Fields.Single(field => field.Name == name);

    private IAsyncEnumerable<Sample> Samples(Person person) =>
        world.Silo.Services.GetRequiredService<IDatasets>().Samples(person.Caller, new DatasetFilter(), CancellationToken.None);
}
