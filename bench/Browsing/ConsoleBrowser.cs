using Microsoft.Playwright;
using Preciso.Silo.Operations;

namespace Preciso.Bench.Browsing;

/// <summary>Chromium without a window, for what is looked at and measured as people see it.</summary>
public sealed class ConsoleBrowser : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private ConsoleBrowser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <param name="more">Arguments of Chromium's.</param>
    public static async Task<ConsoleBrowser> Launch(params string[] more)
    {
        if (!File.Exists(Program))
        {
            throw new StartException("Chromium is not there. Install it with deploy/install --tests");
        }
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = [.. Quiet, .. more] });
        return new ConsoleBrowser(playwright, browser);
    }

    /// <summary>A browser of one person: its own cookies and its own cache, empty at first.</summary>
    /// <param name="signedIn">What <see cref="SignInOnce"/> gave; null for someone who is not signed in.</param>
    /// <param name="language">As the person chose it; null for the console's own choice.</param>
    /// <param name="locale">As the browser was installed.</param>
    public async Task<IBrowserContext> NewPerson(
        Uri silo, string? signedIn = null, string? language = null, int width = 1280, bool script = true, string locale = "ko-KR")
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = silo.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            JavaScriptEnabled = script,
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = signedIn,
            Locale = locale,
        });
        context.SetDefaultTimeout(60_000);
        if (language is not null)
        {
            await context.AddCookiesAsync(
                [new Cookie { Name = ".AspNetCore.Culture", Value = $"c={language}|uic={language}", Url = silo.ToString() }]);
        }
        return context;
    }

    /// <summary>Signs in by the form; the answer lets any number of contexts go on as that person.</summary>
    public async Task<string> SignInOnce(Uri silo, string email, string password)
    {
        var context = await NewPerson(silo);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in?return=/account");
        await page.GetByTestId("email").FillAsync(email);
        await page.GetByTestId("password").FillAsync(password);
        await page.GetByTestId("sign-in").ClickAsync();
        await page.Locator("main[data-live]").WaitForAsync();
        var state = await context.StorageStateAsync();
        await Leave(context);
        return state;
    }

    /// <summary>Leaving a page ends its circuit; a browser that is closed before would be waited for.</summary>
    public static async Task Leave(IBrowserContext context)
    {
        foreach (var page in context.Pages)
        {
            await page.GotoAsync("about:blank");
        }
        await context.CloseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _browser.Contexts)
        {
            await Leave(context);
        }
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
