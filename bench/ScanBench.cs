using System.Diagnostics;
using System.Globalization;
using Preciso.Bench.Chaos;
using Preciso.Silo.Operations;

namespace Preciso.Bench;

/// <summary>
/// <c>preciso bench scans</c>: a long scan on one silo and on two, each with one core of its own, with the same result; then scans
/// while worker silos are killed: every page once, no job lost.
/// </summary>
public static class ScanBench
{
    private const int LongScan = 60;
    private const int ShortScan = 10;
    private const double Aim = 1.7;

    /// <param name="arguments">Kills and scans of the second part; none for the first.</param>
    /// <exception cref="StartException">Something was not as it must be.</exception>
    public static async Task Run(string[] arguments, TextWriter output)
    {
        int[] given = [.. arguments.Select(argument => int.Parse(argument, CultureInfo.InvariantCulture))];
        var (kills, scans) = (given.ElementAtOrDefault(0), given.Length > 1 ? given[1] : 4 * ShortScan);
        if (kills > 0)
        {
            await Kill(kills, scans, output);
            return;
        }
        var scan = await Scan(LongScan, seed: 0);
        var (alone, pagesAlone) = await Time(1, scan);
        var (together, pagesTogether) = await Time(2, scan);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{LongScan} scanned pages, one core a silo: 1 silo {alone:0.0} s, 2 silos {together:0.0} s: ")
            + string.Create(CultureInfo.InvariantCulture, $"{alone / together:0.00} times as fast (aim {Aim:0.0})"));
        Demand(pagesAlone.Count == LongScan && pagesAlone.All(page => page.IsRead), "The scan was not read to its end.");
        Demand(pagesAlone.SequenceEqual(pagesTogether), "Two silos read the scan otherwise than one.");
    }

    private static async Task<(double Seconds, IReadOnlyList<PageRow> Pages)> Time(int silos, byte[] scan)
    {
        await using var cluster = await ChaosCluster.Start(silos, fsync: true, pinned: true);
        await Settled(cluster, [await Upload(cluster.Silos[0], await Scan(2, seed: 1), "before.tiff")]); // compiles what is measured
        var watch = Stopwatch.StartNew();
        var document = await Upload(cluster.Silos[0], scan, "long.tiff");
        await Settled(cluster, [document]);
        return (watch.Elapsed.TotalSeconds, await Pages(cluster, document));
    }

    private static async Task Kill(int kills, int scans, TextWriter output)
    {
        await using var cluster = await ChaosCluster.Start(3, fsync: true);
        var watch = Stopwatch.StartNew();
        var documents = new List<Guid>();
        for (var killed = 0; killed < kills; killed++)
        {
            for (var i = documents.Count; i <= killed * scans / kills; i++) // there is always work in hand
            {
                documents.Add(await Upload(cluster.Silos[i % 3], await Scan(ShortScan, seed: 100 + i), $"scan-{i}.tiff"));
            }
            await Task.Delay(TimeSpan.FromSeconds(2 * Random.Shared.NextDouble()));
            var silo = cluster.Silos[Random.Shared.Next(3)];
            await silo.Kill();
            await silo.Start();
        }
        await Settled(cluster, documents);
        var (wrong, unread) = (0, 0);
        foreach (var document in documents)
        {
            var pages = await Pages(cluster, document);
            wrong += pages.Select(page => page.Page).SequenceEqual(Enumerable.Range(1, ShortScan)) ? 0 : 1;
            unread += pages.Count(page => !page.IsRead);
        }
        var lost = await cluster.Ask<long>("SELECT count(*) FROM jobs WHERE state <> 'completed'");
        var attempts = await cluster.Ask<int>("SELECT max(attempt) FROM jobs");
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{kills} kills during {scans} scans of {ShortScan} pages on 3 silos, {watch.Elapsed.TotalSeconds:0} s: ")
            + $"{wrong} documents with a page lost or twice, {unread} pages unread, {lost} jobs lost, most attempts {attempts}");
        Demand(wrong + unread + lost == 0, "A page or a job was lost.");
    }

    /// <summary>A picture of so many pages, no two alike.</summary>
    private static async Task<byte[]> Scan(int pages, int seed)
    {
        var sample = Path.Combine(Samples.Folder(), "계약-안내문-스캔.png");
        var copies = Enumerable.Range(1, pages).SelectMany(page => new[]
        {
            "(", sample, "-resize", "1240x1754!", "-roll", string.Create(CultureInfo.InvariantCulture, $"+0+{page + seed}"), ")",
        });
        string[] arguments = [.. copies, "-compress", "zip", "tiff:-"];
        using var process = Process.Start(new ProcessStartInfo("convert", arguments) { RedirectStandardOutput = true })!;
        using var scan = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(scan);
        return scan.ToArray();
    }

    private static Task<Guid> Upload(ChaosSilo silo, byte[] content, string filename) =>
        silo.Client.UploadFile(filename, new ByteArrayContent(content));

    private static async Task Settled(ChaosCluster cluster, IReadOnlyList<Guid> documents)
    {
        var list = string.Join(',', documents.Select(document => $"'{document}'"));
        var open = $"SELECT count(*) FROM documents WHERE document_id IN ({list}) AND state NOT IN ('ready', 'needs_review')";
        Demand(
            await ChaosCluster.Until(async () => await cluster.Ask<long>(open) == 0, TimeSpan.FromMinutes(30)),
            "Not every scan came to its end.");
    }

    private static Task<IReadOnlyList<PageRow>> Pages(ChaosCluster cluster, Guid document) => cluster.Rows<PageRow>(
        $"SELECT page, blocks::text AS blocks FROM document_pages WHERE document_id = '{document}' ORDER BY page");

    private static void Demand(bool met, string otherwise)
    {
        if (!met)
        {
            throw new StartException(otherwise);
        }
    }

    private sealed record PageRow(int Page, string Blocks)
    {
        public bool IsRead => Blocks != "[]";
    }
}
