using Microsoft.Playwright;
using Npgsql;
using Preciso.Bench.Browsing;
using Preciso.Tenants;

namespace Preciso.Tests.Web;

/// <summary>Without scripts, over a long line, with more documents and longer names than anyone thought of.</summary>
public sealed class RoughTermsTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    private const string Fact = "The warranty period of the milling machine is eighteen months.";

    [Fact]
    public async Task Without_scripts_a_person_signs_in_and_is_told_what_is_missing()
    {
        var admin = await world.NewAdmin();
        var page = await world.NewPage(script: false);

        await page.GotoAsync("/documents");
        await page.FillSignIn(admin.Email, admin.Password);

        await page.ArrivesAt("**/documents");
        await Assertions.Expect(page.Locator("noscript p")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("noscript p")).ToContainTextAsync("자바스크립트");
        await Assertions.Expect(page.GetByTestId("first-paint")).ToBeHiddenAsync(); // nothing is on its way
    }

    [Fact]
    public async Task Half_a_second_away_a_page_shows_at_once_that_it_comes_and_can_be_used()
    {
        var admin = await world.NewAdmin();
        var document = await world.Silo.UploadReady(admin.Caller, "warranty.txt", Fact);
        await using var line = new Line(world.Silo.Address, TimeSpan.FromMilliseconds(250));
        var signedIn = await world.Browser.SignInOnce(world.Silo.Address, admin.Email, admin.Password);
        var page = await (await world.Browser.NewPerson(line.Address, signedIn)).NewPageAsync();

        await page.GotoAsync("/documents", new() { WaitUntil = WaitUntilState.Commit });
        await Assertions.Expect(page.Locator(ConsoleWalk.Waits).First).ToBeVisibleAsync();
        await page.Document("warranty.txt").GetByRole(AriaRole.Link).First.ClickAsync();
        await page.ArrivesAt($"**/documents/{document}*");
        await Assertions.Expect(page.GetByTestId("viewer")).ToBeVisibleAsync();
        await page.GetByTestId("nav-ask").ClickAsync();
        await page.Ask("What is the warranty period of the milling machine?");

        await Assertions.Expect(page.GetByTestId("answer-text")).ToContainTextAsync("eighteen months");
    }

    [Fact]
    public async Task Ten_thousand_documents_are_listed_searched_and_paged_through()
    {
        var admin = await world.NewAdmin();
        var mina = await world.NewColleague(admin, "Mina");
        var first = await world.Silo.UploadReady(admin.Caller, "warranty.txt", Fact);
        await using (var owner = new NpgsqlConnection(world.Silo.ConnectionString))
        {
            await ManyDocuments.Add(owner, first, mina.Caller.UserId, 10_000, TimeProvider.System.GetUtcNow().AddHours(-1));
        }
        var page = await world.SignIn(admin, to: "/documents");

        await Assertions.Expect(page.Document("warranty.txt")).ToBeVisibleAsync();
        Assert.InRange(await page.GetByTestId("document").CountAsync(), 10, 200);
        await page.GetByTestId("next").ClickAsync();
        await Assertions.Expect(page.Document("warranty.txt")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("document").First).ToBeVisibleAsync();
        await page.GetByTestId("search-documents").FillAsync("warranty");

        await Assertions.Expect(page.Document("warranty.txt")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("document")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(320)]
    public async Task Names_of_two_hundred_letters_and_names_from_right_to_left_fit(int width)
    {
        var admin = await world.NewAdmin();
        string[] names =
            [new string('w', 196) + ".txt", string.Concat(Enumerable.Repeat("보증서", 65)) + ".txt", "تقرير الضمان السنوي للشركة 2025.txt"];
        await world.NewColleague(admin, new string('M', 200));
        await world.NewColleague(admin, "ישראל ישראלי", Role.Reviewer);
        var documents = new List<Guid>();
        for (var i = 0; i < names.Length; i++)
        {
            documents.Add(await world.Silo.UploadReady(admin.Caller, names[i], $"{Fact} {i}"));
        }
        var page = await world.SignIn(admin, width);

        string[] addresses = ["/", "/documents", "/jobs", "/people", "/operations/jobs", "/audit",
            .. documents.Select(document => $"/documents/{document}"), .. documents.Select(document => $"/reviews/{document}")];
        foreach (var address in addresses)
        {
            await page.Open(address);
            await ConsoleWalk.Settle(page);
            await page.Fits(width);
            Assert.Empty(await page.EvaluateAsync<string[]>(NamesWithoutTheirOwnDirection, "تقرير"));
        }
    }

    /// <summary>Where a name stands among words of the other direction, its own letters say which way it runs.</summary>
    private const string NamesWithoutTheirOwnDirection =
        """
        part => {
          const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const wrong = [];
          while (nodes.nextNode()) {
            const element = nodes.currentNode.parentElement;
            if (nodes.currentNode.data.includes(part) && element.checkVisibility() && !element.closest('[dir=auto], bdi, option')
                && !['plaintext', 'isolate'].includes(getComputedStyle(element).unicodeBidi.split('-').pop())) {
              wrong.push(element.outerHTML.slice(0, 200));
            }
          }
          return wrong;
        }
        """;
}
