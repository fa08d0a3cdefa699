using Microsoft.Playwright;
using Preciso.Bench.Chaos;

namespace Preciso.Bench.Browsing;

/// <summary>What so many open pages at once cost the server, and how long a click takes then.</summary>
/// <param name="Clicks">Milliseconds from each click until what it leads to is drawn, in order of size.</param>
internal sealed record CircuitLoad(int Circuits, ServerMemory Before, ServerMemory With, List<double> Clicks)
{
    private const int PagesOfAContext = 40;
    private const int OpenedAtOnce = 4;

    private static readonly TimeSpan BetweenClicks = TimeSpan.FromMilliseconds(250);

    /// <summary>By the browser's clock: from the click to the frame that has what the other page is there for.</summary>
    private const string Click =
        """
        () => new Promise((done, fail) => {
          const began = performance.now();
          const note = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
          new MutationObserver((_, observer) => {
            if (document.querySelector('[data-testid=question]')) {
              observer.disconnect();
              note();
            }
          }).observe(document, { childList: true, subtree: true });
          setTimeout(() => fail(new Error('Nothing came of a click.')), 60000);
          document.querySelector('[data-testid=nav-ask]').click();
        })
        """;

    public double ResidentPerCircuit => (double)(With.Resident - Before.Resident) / Circuits;

    public double HeapPerCircuit => (double)(With.Heap - Before.Heap) / Circuits;

    /// <summary>Pages of few browsers, each with a circuit of its own; then page after page is clicked on, four a second.</summary>
    public static async Task<CircuitLoad> Measure(ChaosSilo silo, string signedIn, int circuits)
    {
        await using var browser = await ConsoleBrowser.Launch("--renderer-process-limit=8", "--disable-renderer-backgrounding");
        await Warm(browser, silo, signedIn);
        var before = await ServerMemory.Measure(silo.ProcessId, silo.Client);
        var pages = await Open(browser, silo, signedIn, circuits);
        var with = await ServerMemory.Measure(silo.ProcessId, silo.Client);
        var clicks = new List<Task<double>>();
        foreach (var page in pages)
        {
            clicks.Add(page.EvaluateAsync<double>(Click));
            await Task.Delay(BetweenClicks);
        }
        return new CircuitLoad(circuits, before, with, [.. (await Task.WhenAll(clicks)).Order()]);
    }

    /// <summary>What is compiled and cached for the first of them is not theirs.</summary>
    private static async Task Warm(ConsoleBrowser browser, ChaosSilo silo, string signedIn)
    {
        foreach (var page in await Open(browser, silo, signedIn, 2 * OpenedAtOnce))
        {
            await page.EvaluateAsync<double>(Click);
            await page.GotoAsync("about:blank");
        }
    }

    private static async Task<IReadOnlyList<IPage>> Open(ConsoleBrowser browser, ChaosSilo silo, string signedIn, int count)
    {
        var pages = new List<IPage>();
        IBrowserContext context = null!;
        foreach (var some in Enumerable.Range(0, count).Chunk(OpenedAtOnce))
        {
            context = some[0] % PagesOfAContext == 0 ? await browser.NewPerson(silo.Client.BaseAddress!, signedIn) : context;
            pages.AddRange(await Task.WhenAll(some.Select(_ => Open(context))));
        }
        return pages;
    }

    private static async Task<IPage> Open(IBrowserContext context)
    {
        context.SetDefaultTimeout(120_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.Locator("main[data-live]").WaitForAsync();
        await page.GetByTestId("nav-ask").First.WaitForAsync();
        return page;
    }
}
