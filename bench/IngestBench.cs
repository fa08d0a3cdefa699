using System.Diagnostics;
using System.Globalization;
using Preciso.Documents;

namespace Preciso.Bench;

/// <summary>
/// The figure: pages per second from the first byte of the first upload until answers can cite the last page. The limit:
/// pdftotext -bbox-layout alone on the same files, as many at once as there are cores, its output thrown away.
/// </summary>
public static class IngestBench
{
    private const string Pdf = ".pdf";

    public static async Task Run(string folder, TextWriter output)
    {
        var files =
            Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".jsonl", StringComparison.Ordinal))
                .Order().ToList();
        var raw = await Raw([.. files.Where(file => file.EndsWith(Pdf, StringComparison.OrdinalIgnoreCase))]);

        await using var silo = await BenchSilo.Start();
        await Task.Delay(TimeSpan.FromSeconds(5));
        var idle = WorkingSet();
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (file, _) =>
        {
            await using var content = File.OpenRead(file);
            await silo.Upload(Path.GetFileName(file), content);
        });
        var states = await silo.Settled();
        var seconds = watch.Elapsed.TotalSeconds;

        var (pages, chunks) = await Totals(silo);
        output.WriteLine($"{files.Count} files, {string.Join(", ", states.Select(state => $"{state.Value} {Snake.Case(state.Key)}"))}");
        output.WriteLine(Line("upload → searchable", pages, seconds) + $", {chunks} chunks");
        if (raw.Seconds > 0)
        {
            output.WriteLine(Line("raw pdftotext -bbox-layout", pages, raw.Seconds)
                + string.Create(CultureInfo.InvariantCulture, $"; ours is {raw.Seconds / seconds:0.00} of it"));
        }
        var busy = WorkingSet();
        await Task.Delay(TimeSpan.FromSeconds(10));
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
                $"silo memory (resident): {idle} MB idle before, {busy} MB at the end, {WorkingSet()} MB idle after"));
    }

    private static string Line(string what, int pages, double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{what,-28} {pages} pages in {seconds:0.0} s = {pages / seconds:0} pages/s");

    private static long WorkingSet()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64 / (1024 * 1024);
    }

    private static async Task<(double Seconds, int Files)> Raw(IReadOnlyList<string> pdfs)
    {
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            pdfs, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (pdf, cancel) =>
            {
                using var process = Process.Start("pdftotext", ["-bbox-layout", pdf, "/dev/null"]);
                await process.WaitForExitAsync(cancel);
            });
        return (pdfs.Count == 0 ? 0 : watch.Elapsed.TotalSeconds, pdfs.Count);
    }

    private static async Task<(int Pages, int Chunks)> Totals(BenchSilo silo)
    {
        var documents = silo.Services.GetRequiredService<IDocuments>();
        var (pages, chunks) = (0, 0);
        string? cursor = null;
        do
        {
            var list = await documents.List(silo.Caller, new DocumentFilter(Cursor: cursor, Limit: 200), CancellationToken.None);
            foreach (var item in list.Items)
            {
                var document = (await documents.Get(silo.Caller, item.Document.Id, CancellationToken.None)).Document;
                (pages, chunks) = (pages + (document.Pages ?? 0), chunks + (document.Chunks ?? 0));
            }
            cursor = list.NextCursor;
        }
        while (cursor is not null);
        return (pages, chunks);
    }
}
