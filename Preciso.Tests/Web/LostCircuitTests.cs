using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Preciso.Bench.Browsing;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Web;

/// <summary>The server dies and comes back while pages are open; nobody reloads them, and nothing typed is lost.</summary>
public sealed class LostCircuitTests(TestCluster cluster) : IAsyncLifetime
{
    private const string Question = "What is the warranty period of the milling machine?";
    private const float Patience = 120_000;

    private readonly TemporaryHome _home = new();
    private string _connectionString = null!;
    private SiloProcess _silo = null!;
    private ConsoleBrowser _browser = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connectionString = await cluster.CreateDatabase();
        _silo = await SiloProcess.Start(_connectionString, _home.Folder);
        _browser = await ConsoleBrowser.Launch();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _silo.DisposeAsync();
        _home.Dispose();
    }

    [Fact]
    public async Task A_question_that_was_being_typed_is_there_when_the_server_is_back_and_is_answered()
    {
        await Upload("warranty.txt", "The warranty period of the milling machine is eighteen months.", "ready");
        var page = await SignIn("/ask");
        await page.GetByTestId("question").FillAsync(Question);
        await Assertions.Expect(page.GetByTestId("ask")).ToBeEnabledAsync();

        await KillAndStart(page);

        await Assertions.Expect(page.GetByTestId("question")).ToHaveValueAsync(Question);
        await Assertions.Expect(page.GetByTestId("ask")).ToBeEnabledAsync();
        await page.GetByTestId("ask").ClickAsync();
        await Assertions.Expect(page.GetByTestId("answer-text")).ToContainTextAsync("eighteen months", new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task A_value_that_was_being_corrected_is_there_when_the_server_is_back()
    {
        var document = await Upload(
            "receipt.txt", "HANBIT STATIONERY\n\nRECEIPT\n\nDate: 2026-03-05\n\nTotal   64.15\n", "needs_review", """{"total":"64.51"}""");
        var page = await SignIn($"/reviews/{document}");
        var field = page.Locator("[data-testid=field][data-field=total]").GetByTestId("field-input");
        await field.FillAsync("64.51");

        await KillAndStart(page);

        await Assertions.Expect(page.GetByTestId("desk")).ToBeVisibleAsync();
        await Assertions.Expect(field).ToHaveValueAsync("64.51");
    }

    [Fact]
    public async Task A_page_that_was_only_looked_at_comes_back_where_it_was()
    {
        await Upload("warranty.txt", "The warranty period of the milling machine is eighteen months.", "ready");
        var page = await SignIn("/documents");
        await Assertions.Expect(page.Document("warranty.txt")).ToBeVisibleAsync();

        await KillAndStart(page);
        await Upload("second.txt", "Another note, which says that the plant in Ulsan doubles its capacity.", "ready");

        await Assertions.Expect(page.Document("second.txt")).ToBeVisibleAsync(); // the page lives: it learns of what is new
        Assert.EndsWith("/documents", page.Url, StringComparison.Ordinal);
    }

    private async Task<IPage> SignIn(string address)
    {
        var silo = _silo.Client.BaseAddress!;
        var signedIn = await _browser.SignInOnce(silo, "admin@preciso.local", "correct horse battery");
        var page = await (await _browser.NewPerson(silo, signedIn)).NewPageAsync();
        await page.Open(address);
        return page;
    }

    /// <summary>Returns when the page, which nobody touched, is drawn by the new server.</summary>
    private async Task KillAndStart(IPage page)
    {
        await page.EvaluateAsync("() => { window.before = true; }");
        var address = _silo.Client.BaseAddress!;
        await _silo.DisposeAsync(); // SIGKILL
        _silo = SiloProcess.Launch(_connectionString, _home.Folder, address: address);
        await Eventually.True(_silo.IsReady, TimeSpan.FromSeconds(120));
        await page.WaitForFunctionAsync(
            "() => !window.before && document.querySelector('main[data-live]')", null, new() { Timeout = Patience });
    }

    private async Task<Guid> Upload(string filename, string text, string state, string? expected = null)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", filename } };
        if (expected is not null)
        {
            form.Add(new StringContent(expected), "expected_fields");
        }
        using var response = await _silo.Client.PostAsync("/api/v1/documents", form, Cancel);
        response.EnsureSuccessStatusCode();
        var id = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("document_id").GetGuid();
        await Eventually.True(async () => await _silo.Client.Status(id) == state, TimeSpan.FromSeconds(60));
        return id;
    }
}
