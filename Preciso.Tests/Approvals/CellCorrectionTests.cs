using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Datasets;
using Preciso.Documents;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Approvals;

/// <summary>A person corrects a table cell by cell: what is kept, what follows, and what another reading does with it.</summary>
public sealed class CellCorrectionTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_corrected_cell_keeps_what_was_read_and_its_fact_follows()
    {
        var owner = await silo.NewTenant();
        var document = await Upload(owner);

        var corrected = await Grain(owner, document).CorrectCell(Revenue("1,284", 0));

        Assert.Equal(("1,284", "1,234", 1), (corrected.Cell.Text, corrected.Cell.AsRead, corrected.Cell.Correction!.Version));
        await OnceRevenueIs(owner, document, "1,284");
        var fact = await RevenueOf(owner, document);
        Assert.Equal((1284m, "2024", 1), (fact.Value!.Value, fact.Period!.Key[^4..], fact.Confidence));
        Assert.All(await silo.Documents.Numbers(owner, document, 1, 1, Cancel), page => Assert.Empty(page.Lost));
        var change = Assert.Single(await silo.Documents.History(owner, document, Cancel));
        Assert.Equal(("cell_corrected", "1,234", "1,284", new FactCell(0, 1, 1)), (change.Kind, change.Before, change.After, change.Cell));
    }

    [Fact]
    public async Task A_corrected_head_gives_every_fact_of_its_row_another_name()
    {
        var owner = await silo.NewTenant();
        var document = await Upload(owner);

        await Grain(owner, document).CorrectCell(new CorrectCell(1, 0, 1, 0, "순매출", 0));

        await Eventually.True(
            async () => (await Facts(owner, document)).Count(fact => fact.Metric.Contains("순매출", StringComparison.Ordinal)) == 2, Soon);
    }

    [Fact]
    public async Task A_correction_that_is_repeated_changes_nothing()
    {
        var owner = await silo.NewTenant();
        var document = await Upload(owner);
        var first = await Grain(owner, document).CorrectCell(Revenue("1,284", 0));
        var before = await View(owner, document);

        var again = await Grain(owner, document).CorrectCell(Revenue(" 1,284 ", 0));

        Assert.Equal(first.Cell, again.Cell);
        Assert.Single(await silo.Documents.History(owner, document, Cancel));
        await OnceRevenueIs(owner, document, "1,284");
        Assert.Equal(before.Approval, (await View(owner, document)).Approval);
    }

    [Fact]
    public async Task Of_two_who_correct_one_cell_the_second_is_told_who_changed_it_to_what()
    {
        var owner = await silo.NewTenant();
        var reviewer = await silo.NewUser(owner, Role.Reviewer);
        var document = await Upload(owner);
        await Grain(owner, document).Share(new ShareDocument(reviewer.UserId, null, SharePermission.Read));
        await Grain(reviewer, document).CorrectCell(Revenue("1,284", 0));

        var refused = await Assert.ThrowsAsync<ProblemException>(() => Grain(owner, document).CorrectCell(Revenue("1,299", 0)));

        Assert.Equal((ProblemKind.Conflict, "cell_changed_meanwhile"), (refused.Kind, refused.Code));
        Assert.Contains("User", refused.Message, StringComparison.Ordinal);
        Assert.Contains("1,284", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await Grain(owner, document).CorrectCell(Revenue("1,299", 1))).Cell.Correction!.Version);
    }

    [Fact]
    public async Task A_correction_outlives_another_reading()
    {
        var owner = await silo.NewTenant();
        var document = await Upload(owner);
        await Grain(owner, document).CorrectCell(Revenue("1,284", 0));
        await OnceRevenueIs(owner, document, "1,284");

        await Grain(owner, document).Retry(new RetryDocument());
        await silo.Settled(owner, document);

        var table = Assert.Single((await silo.Documents.Tables(owner, document, 1, null, Cancel)).Items).Table;
        var cell = table.Cells.Single(found => (found.Row, found.Column) == (1, 1));
        Assert.Equal(("1,284", "1,234"), (cell.Text, cell.AsRead));
        Assert.Equal("1,284", (await RevenueOf(owner, document)).Printed);
    }

    [Fact]
    public async Task A_correction_ends_the_approval_and_what_it_yielded_and_the_next_is_made_of_the_new_facts()
    {
        var owner = await silo.NewTenant();
        var document = await Upload(owner);
        await Grain(owner, document).Approve(new ApproveDocument());
        await Eventually.True(async () => await Triples(owner, "1,234") > 0, Soon);

        await Grain(owner, document).CorrectCell(Revenue("1,284", 0));

        Assert.Equal(ApprovalState.None, (await View(owner, document)).Approval);
        Assert.Equal(0, await Triples(owner, "1,234"));
        await Grain(owner, document).Approve(new ApproveDocument()); // at once, before or after the facts are made again
        await Eventually.True(async () => await Triples(owner, "1,284") > 0, Soon);
        Assert.Equal(0, await Triples(owner, "1,234"));
    }

    [Fact]
    public async Task Only_who_may_correct_the_document_corrects_its_cells()
    {
        var owner = await silo.NewTenant();
        var (viewer, stranger) = (await silo.NewUser(owner), await silo.NewUser(owner, Role.Reviewer));
        var document = await Upload(owner);
        await Grain(owner, document).Share(new ShareDocument(viewer.UserId, null, SharePermission.Read));

        var byViewer = await Assert.ThrowsAsync<ProblemException>(() => Grain(viewer, document).CorrectCell(Revenue("1", 0)));
        var byStranger = await Assert.ThrowsAsync<ProblemException>(() => Grain(stranger, document).CorrectCell(Revenue("1", 0)));
        var nowhere = await Assert.ThrowsAsync<ProblemException>(
            () => Grain(owner, document).CorrectCell(new CorrectCell(1, 0, 90, 0, "1", 0)));

        Assert.Equal(("role_required", "document_not_found", "cell_not_found"), (byViewer.Code, byStranger.Code, nowhere.Code));
        Assert.Empty(await silo.Documents.History(owner, document, Cancel));
    }

    [Fact]
    public async Task Cells_are_corrected_over_rest_with_personal_numbers_masked()
    {
        var owner = await silo.NewTenant();
        var document = await Upload(owner);
        using var client = await silo.Client(owner);

        var answered = await client.PutAsJsonAsync(
            $"/api/v1/documents/{document}/pages/1/tables/0/cells/2/0", new { text = "900101-2345678", version = 0 }, Cancel);
        var stale = await client.PutAsJsonAsync(
            $"/api/v1/documents/{document}/pages/1/tables/0/cells/2/0", new { text = "영업이익", version = 0 }, Cancel);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (answered.StatusCode, stale.StatusCode));
        Assert.DoesNotContain("2345678", await answered.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static CorrectCell Revenue(string text, int version) => new(1, 0, 1, 1, text, version);

    private IDocumentGrain Grain(Caller caller, Guid document) => silo.Grains.Get<IDocumentGrain>(document, caller);

    private async Task<Guid> Upload(Caller caller)
    {
        var text = $"항목,2024년,2023년\n매출,\"1,234\",\"1,100\"\n영업이익,200,150\n{Guid.CreateVersion7():N},1,2\n";
        var uploaded = await silo.Upload(caller, "실적.csv", Encoding.UTF8.GetBytes(text));
        Assert.NotEqual(DocumentState.Failed, (await silo.Settled(caller, uploaded.DocumentId)).Status);
        return uploaded.DocumentId;
    }

    private async Task<DocumentView> View(Caller caller, Guid document) => (await silo.Documents.Get(caller, document, Cancel)).Document;

    private async Task<IReadOnlyList<Fact>> Facts(Caller caller, Guid document) =>
        (await silo.Documents.Facts(caller, document, null, null, null, Cancel)).Items;

    private async Task<Fact> RevenueOf(Caller caller, Guid document) =>
        (await Facts(caller, document)).Single(fact => fact.Cell == new FactCell(0, 1, 1));

    private Task OnceRevenueIs(Caller caller, Guid document, string printed) => Eventually.True(
        async () => (await Facts(caller, document)).Any(fact => fact.Cell == new FactCell(0, 1, 1) && fact.Printed == printed), Soon);

    private async Task<int> Triples(Caller caller, string value) => await silo.Services.GetRequiredService<IDatasets>()
        .Triples(caller, new DatasetFilter(), Cancel)
        .CountAsync(triple => triple.Object.StartsWith(value, StringComparison.Ordinal), Cancel);
}
