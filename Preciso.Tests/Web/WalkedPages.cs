using System.Collections.Concurrent;
using Microsoft.Playwright;
using Preciso.Bench.Browsing;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Web;

/// <summary>
/// All pages looked at once: on a desk in Korean and on a telephone in English, each in light and in dark, as the people of two companies
/// whose own words are in the language that they read.
/// </summary>
public sealed class WalkedPages(TestCluster cluster) : IAsyncLifetime
{
    private readonly ConcurrentBag<PageFinding> _findings = [];

    public IReadOnlyList<Visit> Visits { get; private set; } = [];

    public IEnumerable<PageFinding> With(PageFault fault) => _findings.Where(finding => finding.Fault == fault).Distinct()
        .OrderBy(finding => finding.Page, StringComparer.Ordinal);

    public async ValueTask InitializeAsync()
    {
        await using var silo = new TestSilo(cluster) { Settings = ["--environment", "Development"] }; // which has the styleguide
        await silo.InitializeAsync();
        await using var browser = await ConsoleBrowser.Launch();
        await Task.WhenAll( // they take longer than all that runs beside them
            Walk(silo, browser, CompanyTexts.Korean, 1280, OnADesk), Walk(silo, browser, CompanyTexts.English, 390, OnATelephone));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task Walk(TestSilo silo, ConsoleBrowser browser, CompanyTexts texts, int width, Func<PageInspector, Task> look)
    {
        var company = await Company.Found(silo.Services, texts, CancellationToken.None);
        var walk = new ConsoleWalk(browser, silo.Address, company);
        Visits = SiteMap.Visits(company);
        await walk.At(width, Visits, async (page, visit) =>
        {
            var variant = $"{width}, {texts.Language}";
            var inspector = new PageInspector(page, visit, variant, texts.Language, silo.Address, _findings.Add);
            inspector.Listen();
            try
            {
                await ConsoleWalk.Open(page, visit);
                await look(inspector);
            }
            catch (Exception missing) when (missing is TimeoutException or PlaywrightException)
            {
                _findings.Add(new PageFinding(PageFault.NotDrawn, $"{visit.Name} ({variant})", missing.Message.Split('\n')[0]));
            }
        });
    }

    private static async Task OnADesk(PageInspector inspector)
    {
        await inspector.LookAtLandmarks();
        await inspector.LookAtWords();
        await inspector.LookAtColours();
        await inspector.LookAtWidth(1280);
    }

    private static async Task OnATelephone(PageInspector inspector)
    {
        await inspector.LookAtWidth(390);
        await inspector.LookAtHeight();
        await inspector.LookAtLandmarks();
        await inspector.LookAtColours();
        await inspector.LookAtWidth(320);
        await inspector.LookAtWidth(1280); // what is folded away on a telephone has words too
        await inspector.LookAtWords();
    }
}
