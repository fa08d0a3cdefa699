using Microsoft.Playwright;

namespace Preciso.Bench.Browsing;

/// <summary>How long a browser that knows nothing yet needs until a page can be used, by the browser's own clock.</summary>
internal sealed class PageTimes(ConsoleBrowser browser, Uri silo, string signedIn)
{
    /// <summary>The first picture beside thumbnails, which ask for a width.</summary>
    private const string PageImage = "img[src*='/pages/'][src*='/image']:not([src*='width='])";

    /// <summary>
    /// The circuit draws the page, so what it drew can be used: the time of the frame in which all that is wanted was there. Counted from
    /// the start of the navigation.
    /// </summary>
    private const string Watch =
        """
        const wanted = WANTED;
        const seen = () => {
          const found = wanted.map(selector => document.querySelector(selector));
          return found.every(element => element) && found;
        };
        const note = () => requestAnimationFrame(() => setTimeout(() => { window.interactiveAt = performance.now(); }));
        const look = found => found[found.length - 1] instanceof HTMLImageElement ? found[found.length - 1].decode().then(note) : note();
        new MutationObserver((_, observer) => {
          const found = seen();
          if (found) {
            observer.disconnect();
            look(found);
          }
        }).observe(document, { childList: true, subtree: true, attributes: true });
        """;

    /// <summary>Milliseconds, in order of size.</summary>
    /// <param name="drawn">A selector of what the page is there for.</param>
    public async Task<List<double>> Cold(IEnumerable<string> addresses, string drawn)
    {
        var times = new List<double>();
        foreach (var address in addresses)
        {
            times.Add(await Cold(address, drawn));
        }
        times.Sort();
        return times;
    }

    public Task<List<double>> ColdImages(IEnumerable<string> addresses) => Cold(addresses, PageImage);

    private async Task<double> Cold(string address, string drawn)
    {
        var context = await browser.NewPerson(silo, signedIn);
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Watch.Replace("WANTED", $"""["main[data-live]", "{drawn}"]""", StringComparison.Ordinal));
        await page.GotoAsync(address);
        await page.WaitForFunctionAsync("() => window.interactiveAt");
        var time = await page.EvaluateAsync<double>("() => window.interactiveAt");
        await ConsoleBrowser.Leave(context);
        return time;
    }

    /// <summary>What goes over the line for a page, first with nothing known and then once more, until nothing comes for a while.</summary>
    public async Task<(long Cold, long Warm)> Bytes(string address, string drawn)
    {
        await using var line = new Line(silo);
        var context = await browser.NewPerson(line.Address, signedIn);
        var page = await context.NewPageAsync();
        var cold = await Load(page, line, address, drawn);
        var warm = await Load(page, line, address, drawn);
        await ConsoleBrowser.Leave(context);
        return (cold, warm);
    }

    private static async Task<long> Load(IPage page, Line line, string address, string drawn)
    {
        await page.GotoAsync("about:blank");
        var before = line.Bytes;
        await page.GotoAsync(address);
        await page.Locator(drawn).First.WaitForAsync();
        for (var known = 0L; known != line.Bytes; await Task.Delay(500))
        {
            known = line.Bytes;
        }
        return line.Bytes - before;
    }
}
