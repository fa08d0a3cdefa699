using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Preciso.Tests.Web;

/// <summary>What people do with controls that are no browser's own.</summary>
internal static class MudPages
{
    /// <summary>Opens a select or a menu and chooses what is called exactly like that.</summary>
    public static async Task Choose(this ILocator control, string option)
    {
        await control.ClickAsync();
        var open = control.Page.Locator(".mud-popover-open");
        await open.Locator(".mud-list-item, .mud-menu-item").Filter(new() { HasTextRegex = new Regex($"^\\s*{Regex.Escape(option)}\\s*$") })
            .First.ClickAsync();
        await Assertions.Expect(open).ToHaveCountAsync(0);
    }
}
