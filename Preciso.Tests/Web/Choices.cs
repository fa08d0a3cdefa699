using Microsoft.Playwright;

namespace Preciso.Tests.Web;

/// <summary>Choosing from a list that drops down.</summary>
internal static class Choices
{
    public static Task Choose(this IPage page, string testId, string option) => page.Choose(page.GetByTestId(testId), option);

    public static async Task Choose(this IPage page, ILocator select, string option)
    {
        await select.ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = option, Exact = true }).ClickAsync();
    }

    /// <summary>The row of a table in which this stands.</summary>
    public static ILocator Row(this IPage page, string selector) => page.Locator($"tr:has({selector})");
}
