using System.Text.RegularExpressions;
using System.Collections.Concurrent;
using Microsoft.Playwright;
using Preciso.Bench.Browsing;
using Preciso.Tenants;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Web;

/// <summary>A silo and a real browser before it.</summary>
public sealed class ConsoleWorld(TestCluster cluster) : IAsyncLifetime
{
    private readonly TestSilo _silo = new(cluster);
    private readonly ConcurrentBag<string> _complaints = [];
    private ConsoleBrowser _browser = null!;

    public TestSilo Silo => _silo;

    public ConsoleBrowser Browser => _browser;

    /// <summary>Errors that the browser saw on any page: scripts that threw, files that were refused.</summary>
    public IEnumerable<string> Complaints => _complaints;

    public async ValueTask InitializeAsync()
    {
        await _silo.InitializeAsync();
        Assertions.SetDefaultExpectTimeout(60_000); // other tests kill silos and start brokers beside this one: slow is not wrong
        _browser = await ConsoleBrowser.Launch();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _silo.DisposeAsync();
    }

    /// <summary>The administrator of a new company.</summary>
    public async Task<Person> NewAdmin()
    {
        var caller = await _silo.NewTenant();
        var reset = await _silo.People.ResetPassword(caller, caller.UserId, CancellationToken.None);
        return new Person(caller, reset.User.Email, reset.Password);
    }

    public async Task<Person> NewColleague(Person admin, string name, Role role = Role.Analyst)
    {
        var added = await _silo.People.AddUser(admin.Caller, $"{Guid.CreateVersion7():N}@example.com", name, role, CancellationToken.None);
        return new Person(new Caller(admin.Caller.TenantId, added.User.Id, role), added.User.Email, added.Password);
    }

    /// <summary>A page in a browser of its own, with no cookies yet.</summary>
    public async Task<IPage> NewPage(int width = 1280, bool script = true, string locale = "ko-KR")
    {
        var page = await (await _browser.NewPerson(_silo.Address, width: width, script: script, locale: locale)).NewPageAsync();
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                _complaints.Add(message.Text);
            }
        };
        return page;
    }

    /// <param name="language">In which the console speaks; null for the browser's.</param>
    public async Task<IPage> SignIn(Person person, int width = 1280, string to = "/", string? language = null)
    {
        var page = await NewPage(width);
        if (language is not null)
        {
            await page.Context.AddCookiesAsync(
                [new Cookie { Name = ".AspNetCore.Culture", Value = $"c={language}|uic={language}", Url = _silo.Address.ToString() }]);
        }
        await page.GotoAsync(to);
        await page.FillSignIn(person.Email, person.Password);
        await page.ArrivesAt($"**{to}");
        await page.Live();
        return page;
    }
}

public sealed record Person(Caller Caller, string Email, string Password);

internal static class ConsolePages
{
    public static async Task FillSignIn(this IPage page, string email, string password)
    {
        await page.GetByTestId("email").FillAsync(email);
        await page.GetByTestId("password").FillAsync(password);
        await page.GetByTestId("sign-in").ClickAsync();
    }

    /// <summary>
    /// The address as it stands, looked at again and again. To wait for the browser's telling of a navigation misses one that is over.
    /// </summary>
    /// <param name="address">With * for anything within a part of it, and ** for anything.</param>
    public static Task ArrivesAt(this IPage page, string address)
    {
        var pattern = Regex.Escape(address)
            .Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal);
        return Assertions.Expect(page).ToHaveURLAsync(new Regex($"^{pattern}$"), new() { Timeout = 60_000 });
    }

    /// <summary>Until it is live, a page is a picture of itself: what is clicked there is not heard.</summary>
    public static Task Live(this IPage page) => page.Locator("main[data-live]").WaitForAsync();

    /// <summary>It does not scroll sideways, once all is drawn.</summary>
    public static Task Fits(this IPage page, int width) =>
        page.WaitForFunctionAsync("width => document.documentElement.scrollWidth <= width", width);

    public static async Task Open(this IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.Live();
    }

    public static async Task Reload(this IPage page)
    {
        await page.ReloadAsync();
        await page.Live();
    }

    public static Task Pick(this IPage page, params string[] files) =>
        page.Locator("[data-testid=file-picker][data-listening]").SetInputFilesAsync(files);

    /// <summary>The row of a file in the list of documents.</summary>
    public static ILocator Document(this IPage page, string filename) =>
        page.GetByTestId("documents").Locator("tbody tr").Filter(new LocatorFilterOptions { HasText = filename });

    /// <summary>Opens the menu of a row and takes what it offers.</summary>
    public static async Task Take(this IPage page, ILocator row, string testId)
    {
        await row.GetByTestId("row-menu").ClickAsync();
        await page.GetByTestId(testId).ClickAsync();
    }

    public static ILocator InState(this ILocator row, string state) => row.Locator($"[data-state={state}]");

    public static async Task Ask(this IPage page, string question)
    {
        await page.GetByTestId("question").FillAsync(question);
        await Assertions.Expect(page.GetByTestId("ask")).ToBeEnabledAsync(); // the server has the words
        await page.GetByTestId("question").PressAsync("Enter");
    }
}
