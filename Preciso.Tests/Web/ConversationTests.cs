using Microsoft.Playwright;

namespace Preciso.Tests.Web;

/// <summary>A conversation that goes on, as a person reads it: how each question was understood, and the way down to the cell.</summary>
public sealed class ConversationTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    private const string Statement =
        "<h1>Nordwind</h1><h2>Income statement</h2><table><tr><td>(USD million)</td><td>2023</td><td>2022</td></tr>"
        + "<tr><td>Revenue</td><td>4,210</td><td>3,800</td></tr><tr><td>Cost of sales</td><td>2,526</td><td>2,470</td></tr>"
        + "<tr><td>Operating income</td><td>505</td><td>418</td></tr></table>";

    [Fact]
    public async Task Three_follow_ups_say_how_they_were_understood_and_a_computed_answer_opens_to_its_cells()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "nordwind.html", Statement);
        var page = await world.SignIn(admin, to: "/ask", language: "en");

        await page.Ask("What was Nordwind's revenue in 2023?");
        await Assertions.Expect(page.GetByTestId("answer-text")).ToContainTextAsync("$4,210 million");
        await page.Ask("And in 2022?");
        await Assertions.Expect(page.GetByTestId("answer-text").Nth(1)).ToContainTextAsync("$3,800 million");
        await page.Ask("What about operating income?");
        await Assertions.Expect(page.GetByTestId("answer-text").Nth(2)).ToContainTextAsync("$418 million");
        await page.Ask("And operating margin in 2023?");
        await Assertions.Expect(page.GetByTestId("answer-text").Nth(3)).ToContainTextAsync("12.0%");

        await Assertions.Expect(page.GetByTestId("understood")).ToHaveTextAsync(
        [
            "Understood as: What was Nordwind's revenue in 2022?",
            "Understood as: What was Nordwind's operating income in 2022?",
            "Understood as: What was Nordwind's operating margin in 2023?",
        ]);
        var derivation = page.GetByTestId("derivation").Last;
        await derivation.Locator("summary").ClickAsync();
        await Assertions.Expect(derivation).ToContainTextAsync("505 ÷ 4,210 = 12.0%");
        await derivation.GetByTestId("cite").First.ClickAsync();
        await Assertions.Expect(page.GetByTestId("evidence-panel").GetByTestId("mark").First).ToBeInViewportAsync();

        await page.Ask("Thank you!");
        await Assertions.Expect(page.GetByTestId("unknown")).ToHaveAttributeAsync("data-reason", "no_question");
        Assert.Empty(world.Complaints);
    }
}
