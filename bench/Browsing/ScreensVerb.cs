using Microsoft.Playwright;
using Preciso.Silo.Operations;

namespace Preciso.Bench.Browsing;

/// <summary><c>preciso bench screens DIR</c>: a picture of every page, for people to look at.</summary>
public static class ScreensVerb
{
    private static readonly int[] Widths = [1280, 390];

    public static async Task Run(string folder, TextWriter output)
    {
        Directory.CreateDirectory(folder);
        await using var silo = await BenchSilo.Start("--environment", "Development"); // which has the styleguide
        await using var browser = await ConsoleBrowser.Launch();
        var missing = new List<string>();
        foreach (var texts in (CompanyTexts[])[CompanyTexts.Korean, CompanyTexts.English])
        {
            var company = await Company.Found(silo.Services, texts, CancellationToken.None);
            var walk = new ConsoleWalk(browser, silo.Client.BaseAddress!, company);
            foreach (var width in Widths)
            {
                await walk.At(width, SiteMap.Visits(company), async (page, visit) =>
                {
                    var name = $"{visit.Name}-{texts.Language}-{width}";
                    if (!await Take(page, visit, Path.Combine(folder, name)))
                    {
                        missing.Add(name);
                    }
                });
            }
        }
        output.WriteLine($"{Directory.GetFiles(folder, "*.png").Length} pictures in {folder}");
        if (missing.Count > 0)
        {
            throw new StartException($"Not as the site map says, pictured as they are: {string.Join(", ", missing)}");
        }
    }

    /// <summary>False when the page did not show what stands on it alone.</summary>
    private static async Task<bool> Take(IPage page, Visit visit, string path)
    {
        var drawn = true;
        try
        {
            await ConsoleWalk.Open(page, visit);
        }
        catch (Exception late) when (late is TimeoutException or PlaywrightException)
        {
            drawn = false;
        }
        foreach (var (scheme, name) in ((ColorScheme, string)[])[(ColorScheme.Light, "light"), (ColorScheme.Dark, "dark")])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await ConsoleWalk.Settle(page);
            await page.ScreenshotAsync(new() { Path = $"{path}-{name}.png", FullPage = true });
        }
        return drawn;
    }
}
