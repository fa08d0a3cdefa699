using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Preciso.Documents;
using Preciso.Reading;

namespace Preciso.Bench;

/// <summary>
/// The figure: pages read per second, tables and all. The limits, from the same run and on all cores too: pdftotext -bbox-layout
/// on the same PDFs; and for scans, the first pages of those PDFs drawn at 300 dpi, Tesseract on the same pixels with our settings.
/// </summary>
public static class ReadBench
{
    private const int MostScans = 16;
    private static readonly ParallelOptions AllCores = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    public static async Task Run(string folder, TextWriter output)
    {
        var pdfs = Directory.GetFiles(folder, "*.pdf", SearchOption.AllDirectories).Order().ToList();
        var scratch = Directory.CreateTempSubdirectory("preciso-bench-");
        await using var services = new ServiceCollection().AddReading(new ConfigurationBuilder().Build()).BuildServiceProvider();
        var formats = services.GetRequiredService<DocumentFormats>();
        try
        {
            await Read(formats, pdfs.Take(1), MediaType.Pdf); // compiles what is measured
            var rawText = await Timed(pdfs, pdf => Program("pdftotext", "-bbox-layout", pdf, "/dev/null"));
            Report(output, "text PDFs", await Read(formats, pdfs, MediaType.Pdf), "pdftotext -bbox-layout", rawText);

            var scans = await Draw([.. pdfs.Take(MostScans)], scratch.FullName);
            var rawScans = await Timed(scans, scan => Program(
                "tesseract", $"{scan}.pgm", scan, "-l", "kor+eng", "--oem", "1", "--dpi", "300", "--psm", "4",
                "-c", "preserve_interword_spaces=1", "-c", "tessedit_create_tsv=1", "-c", "tessedit_create_txt=1"));
            Report(output, "scans", await Read(formats, scans.Select(scan => $"{scan}.png"), MediaType.Png), "Tesseract", rawScans);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
        output.WriteLine($"{Environment.ProcessorCount} cores for each; peak memory of this process {PeakMegabytes()} MB");
    }

    private static async Task<(int Pages, int Tables, int Passes, double Seconds)> Read(
        DocumentFormats formats, IEnumerable<string> files, string mediaType)
    {
        var (pages, tables, passes) = (0, 0, 0);
        var seconds = await Timed(files, async file =>
        {
            await foreach (var page in formats.For(mediaType).Read(new SourceFile(file, mediaType), CancellationToken.None))
            {
                Interlocked.Increment(ref pages);
                Interlocked.Add(ref tables, page.Tables.Count);
                Interlocked.Add(ref passes, page.Attempts.Count);
            }
        });
        return (pages, tables, passes, seconds);
    }

    private static void Report(
        TextWriter output, string what, (int Pages, int Tables, int Passes, double Seconds) ours, string raw, double rawSeconds) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {ours.Pages} pages, {ours.Tables} tables, {ours.Passes} attempts in {ours.Seconds:0.00} s = "
            + $"{ours.Pages / ours.Seconds:0.0} pages/s; "
            + $"raw {raw} {ours.Pages / rawSeconds:0.0} pages/s; ours is {rawSeconds / ours.Seconds:0.00} of it"));

    private static async Task<double> Timed(IEnumerable<string> items, Func<string, Task> work)
    {
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(items, AllCores, async (item, _) => await work(item));
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>The first page of each as a PNG for us and the same pixels as PGM for Tesseract alone.</summary>
    private static async Task<IReadOnlyList<string>> Draw(IReadOnlyList<string> pdfs, string folder)
    {
        var scans = pdfs.Select((_, i) => Path.Combine(folder, $"{i}")).ToList();
        foreach (var (pdf, scan) in pdfs.Zip(scans))
        {
            await Program("pdftoppm", "-r", "300", "-gray", "-png", "-singlefile", pdf, scan);
            await Program("pdftoppm", "-r", "300", "-gray", "-singlefile", pdf, scan);
        }
        return [.. scans.Where(scan => File.Exists($"{scan}.pgm"))];
    }

    private static async Task Program(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(name, arguments) { RedirectStandardError = true };
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        using var process = Process.Start(start)!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
    }

    private static long PeakMegabytes() =>
        long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ')[^2],
            CultureInfo.InvariantCulture) / 1024;
}
