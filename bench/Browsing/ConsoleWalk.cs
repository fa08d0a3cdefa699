using Microsoft.Playwright;
using Preciso.Tenants;

namespace Preciso.Bench.Browsing;

/// <summary>Goes from page to page of the console as each one's person, who signs in once.</summary>
public sealed class ConsoleWalk(ConsoleBrowser browser, Uri silo, Company company)
{
    /// <summary>What stands where something is on its way.</summary>
    public const string Waits = "[data-testid=first-paint], [data-testid=waiting], .waiting, .mud-skeleton";

    private readonly Dictionary<Role, string> _signedIn = [];

    /// <param name="look">Called on each page when all that it shows is there.</param>
    public async Task At(int width, IEnumerable<Visit> visits, Func<IPage, Visit, Task> look)
    {
        foreach (var person in visits.GroupBy(visit => visit.Role))
        {
            var context = await browser.NewPerson(silo, await SignIn(person.Key), company.Language, width);
            foreach (var visit in person)
            {
                var page = await context.NewPageAsync();
                await look(page, visit);
                await page.GotoAsync("about:blank");
                await page.CloseAsync();
            }
            await context.CloseAsync();
        }
    }

    /// <summary>Opens the page, and returns when nothing on it waits or moves any more.</summary>
    public static async Task Open(IPage page, Visit visit)
    {
        await page.GotoAsync(visit.Address);
        await page.GetByTestId(visit.Mark).First.WaitForAsync();
        if (visit.Live)
        {
            await page.Locator("main[data-live]").WaitForAsync();
        }
        await Settle(page);
    }

    public static async Task Settle(IPage page)
    {
        await page.WaitForFunctionAsync(
            """
            waits => [...document.querySelectorAll(waits)].every(shape => !shape.checkVisibility() || shape.closest('[data-testid=story]'))
            """,
            Waits);
        await page.EvaluateAsync(
            """
            async () => {
              await document.fonts.ready;
              await Promise.all([...document.images].map(image => image.decode().catch(() => {})));
              const ending = document.getAnimations().filter(animation => animation.effect.getComputedTiming().endTime !== Infinity);
              await Promise.all(ending.map(animation => animation.finished.catch(() => {})));
            }
            """);
    }

    private async Task<string?> SignIn(Role? role)
    {
        if (role is not { } known)
        {
            return null;
        }
        if (!_signedIn.TryGetValue(known, out var state))
        {
            var person = company.People[known];
            state = _signedIn[known] = await browser.SignInOnce(silo, person.Email, person.Password);
        }
        return state;
    }
}
