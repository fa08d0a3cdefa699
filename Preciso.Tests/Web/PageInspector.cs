using System.Text.Json;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Preciso.Bench.Browsing;

namespace Preciso.Tests.Web;

/// <summary>Looks at one page in every way that is promised of all pages.</summary>
internal sealed partial class PageInspector(IPage page, Visit visit, string variant, string language, Uri silo, Action<PageFinding> found)
{
    private const int Endless = 6_000;

    /// <summary>In milliseconds: how long what is wrong is looked at again before it is said to be.</summary>
    private const int Patience = 20_000;

    private static readonly string AxeScript = new BundledAxeScriptProvider().GetScript();
    private static readonly object Rules =
        new { type = "tag", values = new[] { "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice" } };
    private static readonly object RulesOfColours = new { type = "rule", values = new[] { "color-contrast", "link-in-text-block" } };

    /// <summary>Before it is opened: nothing may be asked of another host, and nothing may be complained about.</summary>
    public void Listen()
    {
        page.Request += (_, request) => Ask(request.Url);
        page.WebSocket += (_, socket) => Ask(socket.Url);
        page.PageError += (_, error) => Find(PageFault.Complaint, error);
        page.Console += (_, message) =>
        {
            // That the address which does not exist is not found is what that page is about.
            if (message.Type == "error" && !(visit.Route == "/not-found" && message.Text.Contains("404", StringComparison.Ordinal)))
            {
                Find(PageFault.Complaint, message.Text);
            }
        };
    }

    public async Task LookAtColours()
    {
        await Prefer(ColorScheme.Light);
        await ConsoleWalk.Settle(page);
        var light = await Background();
        await Axe("light", Rules);
        await Prefer(ColorScheme.Dark);
        try
        {
            await page.WaitForFunctionAsync($"light => ({BackgroundScript})() !== light", light, new() { Timeout = Patience });
        }
        catch (TimeoutException)
        {
            Find(PageFault.SameInTheDark, light);
        }
        await ConsoleWalk.Settle(page);
        await Axe("dark", RulesOfColours); // of the rest nothing is another
    }

    private async Task Prefer(ColorScheme scheme)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        if (!visit.Live)
        {
            await page.ReloadAsync(); // tells the server what the browser wants,
            await page.ReloadAsync(); // which draws it so
        }
    }

    public async Task LookAtLandmarks()
    {
        var landmarks = await page.EvaluateAsync<JsonElement>(
            """
            () => {
              const count = selector => [...document.querySelectorAll(selector)].filter(element => element.checkVisibility()).length;
              const language = document.documentElement.lang;
              return { mains: count('main, [role=main]'), headings: count('h1'), title: document.title, language };
            }
            """);
        var seen = landmarks.Deserialize<Landmarks>(JsonSerializerOptions.Web)!;
        Demand(seen.Mains == 1, PageFault.Landmarks, $"{seen.Mains} main landmarks");
        Demand(seen.Headings == 1, PageFault.Landmarks, $"{seen.Headings} headings of the first level");
        Demand(seen.Title.EndsWith("Preciso", StringComparison.Ordinal) && seen.Title.Contains('·', StringComparison.Ordinal),
            PageFault.Landmarks, $"the title '{seen.Title}'");
        Demand(seen.Language == language, PageFault.Language, $"said to be in '{seen.Language}'");
    }

    /// <summary>English without Hangul; Korean without the keys of texts that are missing. What is not to be translated says so.</summary>
    public async Task LookAtWords()
    {
        if (visit.Route.StartsWith("/styleguide", StringComparison.Ordinal))
        {
            return; // for those who build the console
        }
        var foreign = language == "en" ? Hangul() : Key();
        foreach (var text in (await page.EvaluateAsync<string[]>(
            """
            () => {
              const others = 'script, style, noscript, code, pre, option, [translate=no], :not(html)[lang]';
              const own = element => element.checkVisibility() && !element.closest(others);
              const texts = [];
              const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (nodes.nextNode()) {
                if (own(nodes.currentNode.parentElement)) texts.push(nodes.currentNode.data.trim());
              }
              for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-valuetext']) {
                for (const element of document.querySelectorAll(`[${name}]`)) {
                  if (own(element)) texts.push(element.getAttribute(name));
                }
              }
              return texts.concat(document.title);
            }
            """)).Where(text => foreign.IsMatch(text)).Distinct())
        {
            Find(PageFault.Language, text);
        }
    }

    /// <summary>At a width of the window; 320 is what a window of 1280 has at 400 %.</summary>
    public async Task LookAtWidth(int width)
    {
        if (page.ViewportSize!.Width != width)
        {
            await page.SetViewportSizeAsync(width, 900);
            await ConsoleWalk.Settle(page);
        }
        try
        {
            // What fits itself into the space that it finds is drawn twice.
            await page.WaitForFunctionAsync($"width => {NeededScript} <= width", width, new() { Timeout = Patience });
        }
        catch (TimeoutException)
        {
            var needed = await page.EvaluateAsync<int>(NeededScript);
            Find(PageFault.Sideways, $"needs {needed} px of {width}, for {await page.EvaluateAsync<string>(WidestScript)}");
        }
    }

    public async Task LookAtHeight()
    {
        var height = await page.EvaluateAsync<int>(
            """
            () => Math.max(document.documentElement.scrollHeight, ...[...document.querySelectorAll('main')].map(main => main.scrollHeight))
            """);
        Demand(height < Endless, PageFault.Endless, $"{height} px tall");
    }

    private const string NeededScript =
        """
        Math.max(document.documentElement.scrollWidth,
          ...[...document.querySelectorAll('main')].map(main => innerWidth + main.scrollWidth - main.clientWidth))
        """;

    private const string WidestScript =
        """
        [...document.querySelectorAll('main *')].map(element => [element.getBoundingClientRect().right, element])
          .sort((one, other) => other[0] - one[0]).slice(0, 3)
          .map(([right, element]) => `${element.tagName}.${element.className} to ${right}`).join(', ')
        """;

    private const string BackgroundScript =
        """
        () => ['html', 'body', 'main', '.mud-layout', '.mud-main-content'].map(selector => document.querySelector(selector))
          .map(element => element ? getComputedStyle(element).backgroundColor : '').join()
        """;

    private Task<string> Background() => page.EvaluateAsync<string>(BackgroundScript);

    /// <summary>Within the page itself: the package's own way opens another page for each run, which takes most of the time.</summary>
    private async Task Axe(string colours, object rules)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(AxeScript);
        }
        var violations = await page.EvaluateAsync<string[]>(
            """
            async rules => (await axe.run(document, { runOnly: rules, resultTypes: ['violations'] })).violations.map(violation =>
              `${violation.id} at ${violation.nodes.slice(0, 4).map(node => node.target).join(' | ')} (${violation.nodes.length})`)
            """,
            rules);
        foreach (var violation in violations)
        {
            Find(PageFault.Accessibility, $"{colours}: {violation}");
        }
    }

    private void Ask(string url)
    {
        var address = new Uri(url);
        Demand(address.Scheme is "data" or "blob" or "about" || address.Authority == silo.Authority, PageFault.OtherHost, url);
    }

    private void Demand(bool holds, PageFault fault, string detail)
    {
        if (!holds)
        {
            Find(fault, detail);
        }
    }

    private void Find(PageFault fault, string detail) => found(new PageFinding(fault, $"{visit.Name} ({variant})", detail));

    [GeneratedRegex("[가-힣ㄱ-ㅎㅏ-ㅣ]")]
    private static partial Regex Hangul();

    [GeneratedRegex(@"(?<![\w./@-])[a-z]+(?:_[a-z]+)+(?![\w./@-])")]
    private static partial Regex Key();

    private sealed record Landmarks(int Mains, int Headings, string Title, string Language);
}
