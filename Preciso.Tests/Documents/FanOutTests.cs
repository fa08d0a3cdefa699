using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents;

/// <summary>Scans are read by every worker of the cluster at once, and workers die over them. Silos are processes of their own.</summary>
public sealed class FanOutTests(TestCluster cluster) : IAsyncLifetime
{
    private const int Pages = 12;

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("preciso-fanout-");
    private string _database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await cluster.CreateDatabase();

    public ValueTask DisposeAsync()
    {
        _home.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Two_silos_read_a_scan_as_one_does()
    {
        var scan = await Scan(Pages);
        await using var first = await Start("gateway,worker,scheduler");
        var alone = await Read(first.Client, scan, "alone.tiff");
        await using var second = await Start("gpu"); // it claims no ingest, so whatever it does was handed to it
        var recognised = Watch(second);

        var together = await Read(first.Client, [.. scan, 0], "together.tiff");

        Assert.True(await recognised.Helped());
        Assert.Equal(await Kept(alone), await Kept(together));
        Assert.Equal(Enumerable.Range(1, Pages), (await Kept(together)).Select(page => page.Page));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_page_whose_worker_is_killed_or_hangs_is_read_by_another(bool hangs)
    {
        await using var first = await Start("gateway,worker,scheduler");
        await using var second = await Start("gpu");
        var recognised = Watch(second);
        var document = await first.Client.Upload("scan.tiff", await Scan(Pages));
        Assert.True(await recognised.Helped());

        await (hangs ? second.Pause() : second.Kill());

        await Settles(first.Client, document);
        var kept = await Kept(document);
        Assert.Equal(Enumerable.Range(1, Pages), kept.Select(page => page.Page));
        Assert.All(kept, page => Assert.Contains("minutes", page.Blocks, StringComparison.Ordinal));
        Assert.Equal(1, await Ask<int>("SELECT attempt FROM jobs WHERE document_id = @document", document));
    }

    [Fact]
    public async Task What_was_read_before_the_job_lost_its_silo_is_not_read_again()
    {
        const string readings =
            "SELECT string_agg(page || attempts::text, ' ' ORDER BY page) FROM document_pages WHERE document_id = @document";
        var document = Guid.Empty;
        await using (var first = await Start("gateway,worker,scheduler", Programs("tesseract", "sleep 1; exec /usr/bin/tesseract \"$@\"")))
        {
            document = await first.Client.Upload("scan.tiff", await Scan(Pages));
            await Eventually.True(async () => await Stored(document) > 2, TimeSpan.FromSeconds(60));
            await first.Kill();
        }
        var (stored, before) = (await Stored(document), await Ask<string>(readings, document));

        await using var second = await Start("gateway,worker,scheduler");
        await Settles(second.Client, document);

        Assert.InRange(stored, 3, Pages - 1);
        Assert.StartsWith(before, await Ask<string>(readings, document), StringComparison.Ordinal); // how long each took stands there too
        Assert.Equal(Enumerable.Range(1, Pages), (await Kept(document)).Select(page => page.Page));
    }

    [Fact]
    public async Task A_page_that_kills_its_worker_each_time_fails_alone()
    {
        const int deadly = 2;
        var document = Guid.Empty;
        for (var silo = 0; document == Guid.Empty || !await IsSettled(document); silo++)
        {
            Assert.True(silo < 14, "It kills and kills."); // a service manager starts it again each time
            await using var process = await Start("gateway,worker,scheduler", TesseractThatKills());
            document = document == Guid.Empty ? await process.Client.Upload("deadly.tiff", await Scan(4, deadly)) : document;
            await Eventually.True(async () => process.HasEnded || await IsSettled(document), TimeSpan.FromSeconds(90));
        }

        var kept = await Kept(document);
        Assert.Equal(Enumerable.Range(1, 4), kept.Select(page => page.Page));
        Assert.Contains(
            "died over it",
            await Ask<string>($"SELECT attempts::text FROM document_pages WHERE document_id = @document AND page = {deadly}", document),
            StringComparison.Ordinal);
        Assert.All(kept.Where(page => page.Page != deadly), page => Assert.Contains("minutes", page.Blocks, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Canceling_ends_the_programs_of_other_silos_too()
    {
        var slow = Programs("tesseract", "sleep 600");
        await using var first = await Start("gateway,worker,scheduler", slow);
        await using var second = await Start("gpu", slow);
        var recognised = Watch(second);
        var document = await first.Client.Upload("scan.tiff", await Scan(Pages));
        Assert.True(await recognised.Helped());

        var job = await Ask<Guid>("SELECT job_id FROM documents WHERE document_id = @document", document);
        (await first.Client.PostAsync($"/api/v1/pipeline/jobs/{job}/cancel", null, Cancel)).EnsureSuccessStatusCode();

        await Eventually.True(() => Task.FromResult(first.Children().Count + second.Children().Count == 0), TimeSpan.FromSeconds(30));
        await Eventually.True(async () => await Status(document) == "failed", TimeSpan.FromSeconds(60));
    }

    private Task<SiloProcess> Start(string roles, IReadOnlyDictionary<string, string>? settings = null) =>
        SiloProcess.Start(_database, _home.FullName, roles, settings: settings);

    /// <summary>
    /// A picture of several pages; the deadly one is known by its width, and printed down to its end, so that it is recognised as a whole.
    /// </summary>
    private static async Task<byte[]> Scan(int pages, int deadly = 0)
    {
        var folder = Directory.CreateTempSubdirectory("preciso-scan-");
        var files = new List<string>();
        for (var page = 1; page <= pages; page++)
        {
            var file = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{page:000}.jpg"));
            await File.WriteAllBytesAsync(
                file, await Pdf.Picture(Pdf.Print($"Page {page} of the minutes. The office opens at nine and closes at six.")), Cancel);
            files.AddRange(page == deadly
                ? ["(", file, "-crop", "1601x2339+0+0", "+repage", "-draw", "rectangle 1400,2200 1440,2240", ")"]
                : [file]);
        }
        var scan = await Reading.ReadingWorld.Pipe(
            [], "convert", [.. files, "-density", "200", "-units", "PixelsPerInch", "-compress", "jpeg", "tiff:-"]);
        folder.Delete(recursive: true);
        return scan;
    }

    /// <summary>The real program, but for one kind of picture.</summary>
    private Dictionary<string, string> TesseractThatKills() => Programs(
        "tesseract",
        """
        picture=$(mktemp); cat > "$picture"
        width=$(head -c 40 "$picture" | tr '\n' ' ' | cut -d' ' -f2)
        if [ -n "$width" ] && [ "$width" -gt 1000 ] && [ $((width % 1601)) -eq 0 ]; then kill -9 $PPID; fi
        exec /usr/bin/tesseract "$@" < "$picture"
        """);

    /// <summary>Goes before what is installed.</summary>
    private Dictionary<string, string> Programs(string name, string script)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_home.FullName, "programs"));
        var program = Path.Combine(folder.FullName, name);
        File.WriteAllText(program, $"#!/usr/bin/env bash\n{script}\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return new Dictionary<string, string> { ["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}" };
    }

    private static Watcher Watch(SiloProcess silo) => new(silo);

    private async Task<Guid> Read(HttpClient client, byte[] scan, string filename)
    {
        var document = await client.Upload(filename, scan);
        await Settles(client, document);
        return document;
    }

    /// <summary>A person may have to look at it; it was read.</summary>
    private async Task Settles(HttpClient client, Guid document)
    {
        await Eventually.True(async () => await Status(document) is "ready" or "needs_review" or "failed", TimeSpan.FromSeconds(120));
        Assert.NotEqual("failed", await client.Status(document));
    }

    private Task<long> Stored(Guid document) => Ask<long>("SELECT count(*) FROM document_pages WHERE document_id = @document", document);

    private async Task<bool> IsSettled(Guid document) => await Status(document) is "ready" or "needs_review";

    private Task<string> Status(Guid document) => Ask<string>("SELECT state FROM documents WHERE document_id = @document", document);

    private async Task<IReadOnlyList<(int Page, string Blocks, string Tables)>> Kept(Guid document)
    {
        await using var owner = new NpgsqlConnection(_database);
        return [.. await owner.QueryAsync<(int, string, string)>(
            """
            SELECT p.page, p.blocks::text, (SELECT coalesce(string_agg(t.cells::text, '' ORDER BY t.ordinal), '') FROM document_tables t
                                            WHERE t.document_id = p.document_id AND t.page = p.page)
            FROM document_pages p WHERE p.document_id = @document ORDER BY p.page
            """,
            new { document })];
    }

    private async Task<T> Ask<T>(string sql, Guid document)
    {
        await using var owner = new NpgsqlConnection(_database);
        return await owner.QuerySingleAsync<T>(sql, new { document });
    }

    /// <summary>Whether a silo was seen with a program of its own at work.</summary>
    private sealed class Watcher
    {
        private readonly Task<bool> _seen;

        public Watcher(SiloProcess silo) => _seen = Task.Run(async () =>
        {
            await Eventually.True(
                () => Task.FromResult(silo.Children().Any(child => child is "tesseract" or "convert-im6.q16" or "bash" or "prlimit")),
                TimeSpan.FromSeconds(60));
            return true;
        });

        public Task<bool> Helped() => _seen;
    }
}
