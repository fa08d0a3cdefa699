using Microsoft.Playwright;
using Preciso.Tests.Datasets;

namespace Preciso.Tests.Web;

/// <summary>What approved documents yield, as people look at it.</summary>
public sealed class DatasetPageTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    [Fact]
    public async Task An_approved_documents_facts_and_samples_are_found_with_their_place_on_the_page()
    {
        var admin = await world.NewAdmin();
        await world.Silo.AllowTraining(admin.Caller);
        var document = await world.Silo.UploadApproved(admin.Caller);
        var page = await world.SignIn(admin);

        await page.GetByTestId("nav-datasets").ClickAsync();
        await page.GetByTestId("dataset-metric").FillAsync("합계");
        await page.GetByTestId("dataset-metric").PressAsync("Enter");
        var fact = page.Row("[data-testid=fact]");
        await Assertions.Expect(fact).ToHaveCountAsync(1);
        await Assertions.Expect(fact).ToContainTextAsync("55,000");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("dataset-download").ClickAsync());
        Assert.Equal(2, (await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).Length);

        await page.GetByTestId("kind-samples").ClickAsync();
        await Assertions.Expect(page.Row("[data-testid=sample][data-field=total]").GetByTestId("sample-label"))
            .ToContainTextAsync("55,000");
        await page.GetByTestId("kind-passages").ClickAsync();
        await Assertions.Expect(page.GetByTestId("passage").First).ToBeVisibleAsync();
        await page.GetByTestId("kind-triples").ClickAsync();
        await Assertions.Expect(page.GetByTestId("triple").First).ToBeVisibleAsync();
        await page.GetByTestId("kind-facts").ClickAsync();
        await fact.First.GetByTestId("fact-evidence").ClickAsync();
        await page.ArrivesAt($"**/documents/{document}?page=1&box=*");
        await Assertions.Expect(page.GetByTestId("viewer").GetByTestId("mark").First).ToBeInViewportAsync();
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task One_documents_data_is_shown_alone_and_the_way_back_to_all_is_there()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadApproved(admin.Caller, "first.txt");
        var second = await world.Silo.UploadApproved(
            admin.Caller, "second.txt", ApprovedDocuments.Report.Replace("한빛", "새빛", StringComparison.Ordinal));
        var page = await world.SignIn(admin, to: $"/datasets?document={second}");

        await Assertions.Expect(page.GetByTestId("dataset-document")).ToContainTextAsync("second.txt");
        await Assertions.Expect(page.Row("[data-testid=fact]").Filter(new() { HasText = "first.txt" })).ToHaveCountAsync(0);
        await page.GetByTestId("dataset-any-document").ClickAsync();

        await Assertions.Expect(page.Row("[data-testid=fact]").Filter(new() { HasText = "first.txt" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_consent_the_page_says_so_and_shows_the_way_to_the_one_who_can_give_it()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadApproved(admin.Caller);
        var reader = await world.SignIn(await world.NewColleague(admin, "Mina"), to: "/datasets?kind=samples");
        var page = await world.SignIn(admin, to: "/datasets?kind=samples");

        await Assertions.Expect(reader.GetByTestId("samples-off")).ToContainTextAsync("관리자에게");
        await Assertions.Expect(reader.GetByTestId("to-settings")).ToHaveCountAsync(0);
        await page.GetByTestId("to-settings").ClickAsync();

        await page.ArrivesAt("**/settings");
    }
}
