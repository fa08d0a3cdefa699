using System.Globalization;
using System.Text.Json;
using Npgsql;
using Preciso.Bench.Chaos;
using Preciso.Documents;
using Preciso.Silo.Operations;
using Preciso.Silo.Postgres;

namespace Preciso.Bench.Browsing;

/// <summary>
/// <c>preciso bench console</c>: how soon the console can be used in a browser that has never been there, what it sends, what its open
/// pages cost the server and how soon it answers a click then. The limits are those that were set; another version, built in another
/// checkout, is measured beside it in the same run.
/// </summary>
public static class ConsoleBench
{
    private const int Documents = 10_000;
    private const int Navigations = 12;
    private const int Circuits = 200;
    private const double Second = 1_000;
    private const string Report = "hanbit-annual-report-2025.pdf";

    /// <summary>Each with what stands on it alone, in this version or in another.</summary>
    private static readonly (string Name, string Address, string Drawn)[] Pages =
    [
        ("home", "/", "[data-testid=next-step], [data-testid=needs-me], [data-testid=wizard]"),
        ($"documents ({Documents:N0})", "/documents", "[data-testid=document]"),
        ("ask", "/ask", "[data-testid=question]"),
    ];

    /// <param name="arguments">The checkout of another version, built for release; or nothing.</param>
    public static async Task Run(string[] arguments, TextWriter output)
    {
        var versions = new List<(string Name, string Program)> { ("this version", typeof(SiloApp).Assembly.Location) };
        if (arguments is [var checkout])
        {
            versions.Insert(0, (checkout, ProgramIn(checkout)));
        }
        foreach (var (name, program) in versions)
        {
            output.WriteLine(name);
            await Measure(program, output);
        }
    }

    private static string ProgramIn(string checkout)
    {
        var program = Path.GetFullPath(Path.Combine(checkout, "Preciso.Silo/bin/Release/net10.0/Preciso.Silo.dll"));
        return File.Exists(program)
            ? program
            : throw new StartException($"There is no {program}. Build it with dotnet build Preciso.Silo --configuration Release");
    }

    private static async Task Measure(string program, TextWriter output)
    {
        var home = Path.Combine(Path.GetTempPath(), $"preciso-bench-{Guid.CreateVersion7():N}");
        using var logging = LoggerFactory.Create(log => log.AddConsole().SetMinimumLevel(LogLevel.Warning));
        await using (var postgres = await EmbeddedPostgres.Start(
            new EmbeddedPostgresOptions(home), logging.CreateLogger<EmbeddedPostgres>(), CancellationToken.None))
        await using (var silo = new ChaosSilo(postgres.ConnectionString, home, program: program))
        {
            await silo.Start();
            var documents = await Fill(silo, postgres.ConnectionString);
            await using var browser = await ConsoleBrowser.Launch();
            var signedIn = await browser.SignInOnce(silo.Client.BaseAddress!, ChaosSilo.AdminEmail, ChaosSilo.AdminPassword);
            var pages = new PageTimes(browser, silo.Client.BaseAddress!, signedIn);
            await Times(pages, documents, output);
            await Transfers(pages, documents[0], output);
            await Load(silo, signedIn, output);
        }
        Directory.Delete(home, recursive: true);
    }

    private static async Task Times(PageTimes pages, IReadOnlyList<Guid> documents, TextWriter output)
    {
        foreach (var (name, address, drawn) in Pages)
        {
            await pages.Cold([address], drawn); // what is compiled for the first is not the page's
            Print(output, $"{name}, until it can be used", await pages.Cold(Enumerable.Repeat(address, Navigations), drawn), Second);
        }
        var images = await pages.ColdImages(documents.Select(document => $"/documents/{document}"));
        Print(output, "a document, until its first page is seen", images, Second);
    }

    private static async Task Transfers(PageTimes pages, Guid document, TextWriter output)
    {
        foreach (var (name, address, drawn) in Pages.Append(("document", $"/documents/{document}", "[data-testid=viewer]")))
        {
            var (cold, warm) = await pages.Bytes(address, drawn);
            Print(output, name, $"{cold / 1024.0,8:N0} KiB sent and received the first time, {warm / 1024.0:N0} KiB after that");
        }
    }

    private static async Task Load(ChaosSilo silo, string signedIn, TextWriter output)
    {
        var load = await CircuitLoad.Measure(silo, signedIn, Circuits);
        Print(output, $"{Circuits} open pages, memory of each",
            string.Create(CultureInfo.InvariantCulture,
                $"{load.HeapPerCircuit / 1024:N0} KiB of heap, {load.ResidentPerCircuit / 1024:N0} KiB resident")
            + string.Create(CultureInfo.InvariantCulture,
                $" (the silo {load.Before.Resident / 1048576.0:N0} MiB before, {load.With.Resident / 1048576.0:N0} MiB with them)"));
        Print(output, $"{Circuits} open pages, a click until it is drawn", load.Clicks, limit: null);
    }

    /// <summary>Documents that are really read, whose first page nobody has seen yet, and many more rows.</summary>
    private static async Task<IReadOnlyList<Guid>> Fill(ChaosSilo silo, string connectionString)
    {
        var sample = await File.ReadAllBytesAsync(Path.Combine(Samples.Folder(), Report));
        var documents = new List<Guid>();
        for (var i = 0; i < Navigations; i++)
        {
            byte[] another = [.. sample, .. "\n%"u8, (byte)('a' + i)];
            documents.Add(await silo.Client.UploadFile($"annual-report-{i}.pdf", new ByteArrayContent(another)));
        }
        foreach (var document in documents)
        {
            while (await Status(silo, document) is var status && status != Snake.Case(DocumentState.Ready))
            {
                await Task.Delay(100);
            }
        }
        await using var owner = new NpgsqlConnection(connectionString);
        var colleague = await ManyDocuments.AddColleague(owner, documents[0]);
        await ManyDocuments.Add(owner, documents[0], colleague, Documents, TimeProvider.System.GetUtcNow().AddHours(-1));
        return documents;
    }

    private static async Task<string> Status(ChaosSilo silo, Guid document) =>
        (await silo.Client.GetFromJsonAsync<JsonElement>($"/api/v1/documents/{document}")).GetProperty("status").GetString()!;

    private static void Print(TextWriter output, string what, List<double> times, double? limit)
    {
        var (p50, p95) = (times[times.Count / 2] / Second, times[times.Count * 95 / 100] / Second);
        var beside = limit is { } most ? string.Create(CultureInfo.InvariantCulture, $"   limit {most / Second:0.0} s") : "";
        var figure = string.Create(CultureInfo.InvariantCulture, $"p50 {p50:0.00} s   p95 {p95:0.00} s{beside}   ({times.Count} times)");
        Print(output, what, figure);
    }

    private static void Print(TextWriter output, string what, string figure) => output.WriteLine($"  {what,-46} {figure}");
}
