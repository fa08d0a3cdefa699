using Preciso.Bench.Browsing;

namespace Preciso.Tests.Web;

/// <summary>That nothing is found on a page means something: a page with every fault is found out.</summary>
public sealed class PageInspectorTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    private const string Bad =
        """
        <html lang="ko"><head><title>Preciso</title></head>
        <body style="background: white">
          <p style="color: #ddd">값이 있습니다</p>
          <img src="https://elsewhere.invalid/picture.png">
          <div style="width: 2000px; height: 7000px">wide</div>
          <script>throw new Error('on purpose')</script>
        </body></html>
        """;

    [Fact]
    public async Task A_page_with_every_fault_is_found_out()
    {
        var found = new List<PageFinding>();
        var page = await (await world.Browser.NewPerson(world.Silo.Address, width: 390)).NewPageAsync();
        var visit = new Visit("bad", "/bad", "/bad", "none", Role: null);
        var inspector = new PageInspector(page, visit, "390, en", "en", world.Silo.Address, found.Add);

        inspector.Listen();
        await page.SetContentAsync(Bad);
        await inspector.LookAtWidth(390);
        await inspector.LookAtHeight();
        await inspector.LookAtLandmarks();
        await inspector.LookAtWords();
        await inspector.LookAtColours();

        Assert.Equal(
            [
                PageFault.Accessibility, PageFault.Sideways, PageFault.Landmarks, PageFault.Language, PageFault.OtherHost,
                PageFault.Complaint, PageFault.Endless, PageFault.SameInTheDark,
            ],
            found.Select(finding => finding.Fault).Distinct().Order());
        Assert.Contains(found, finding => finding.Detail.Contains("color-contrast", StringComparison.Ordinal));
        Assert.Contains(found, finding => finding.Detail.Contains("image-alt", StringComparison.Ordinal));
    }
}
