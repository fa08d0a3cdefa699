using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Documents;
using Preciso.Reading;
using Preciso.Reading.Children;
using Preciso.Reading.PlainText;
using Preciso.Tests.Web;

namespace Preciso.Tests.Reading;

/// <summary>The reading room alone, with a temporary folder of its own in which every test must leave nothing.</summary>
public sealed class ReadingWorld : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("preciso-reading-");
    private readonly ServiceProvider _services;

    public ReadingWorld(params (string Setting, object Value)[] settings)
    {
        Temp = Path.Combine(_folder.FullName, "temp");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.Append((nameof(ReadingOptions.TempFolder), Temp)).Select(pair => KeyValuePair.Create<string, string?>(
                $"{ReadingOptions.Section}:{pair.Setting}", Convert.ToString(pair.Value, CultureInfo.InvariantCulture))));
        _services = new ServiceCollection().AddReading(configuration.Build()).BuildServiceProvider();
    }

    public string Temp { get; }

    public ChildProcesses Children => _services.GetRequiredService<ChildProcesses>();

    /// <summary>Temporary files that are there now.</summary>
    public IEnumerable<string> Leftovers => Directory.GetDirectories(Temp).SelectMany(Directory.EnumerateFileSystemEntries);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<List<PageReading>> Read(byte[] content, string name = "file")
    {
        var (file, format) = await Store(content, name);
        int? expected = null;
        var pages = await format.Read(file with { Counted = count => expected = count }, Cancel).ToListAsync(Cancel);

        Assert.Equal(Enumerable.Range(1, expected ?? pages.Count), pages.Select(page => page.Page));
        Assert.Empty(Leftovers);
        return pages;
    }

    public async Task<ReadingException> Refuses(byte[] content, string name = "file")
    {
        var (file, format) = await Store(content, name);
        var error = await Assert.ThrowsAsync<ReadingException>(async () => await format.Read(file, Cancel).CountAsync(Cancel));

        Assert.Empty(Leftovers);
        return error;
    }

    /// <summary>The files that a container gives out.</summary>
    public async Task<List<PackedFile>> Packed(byte[] content, string name)
    {
        var (file, format) = await Store(content, name);
        return await Assert.IsAssignableFrom<IContainer>(format).Unpack(file, Cancel).ToListAsync(Cancel);
    }

    /// <summary>The same with their content, each read when it comes.</summary>
    public async Task<List<(string Name, byte[] Content)>> Unpack(byte[] content, string name)
    {
        var (file, format) = await Store(content, name);
        var files = new List<(string Name, byte[] Content)>();
        await foreach (var packed in Assert.IsAssignableFrom<IContainer>(format).Unpack(file, Cancel))
        {
            await using var stream = packed.Open!();
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, Cancel);
            files.Add((packed.Name, copy.ToArray()));
        }
        return files;
    }

    public async Task<(byte[] Content, string MediaType)> Render(byte[] content, int page, string name = "file")
    {
        var (file, format) = await Store(content, name);
        var reading = await format.Read(file, Cancel).ElementAtAsync(page - 1, Cancel);
        if (format is IPictured pictured)
        {
            return (await pictured.Draw(file, reading, null, Cancel), MediaType.Png);
        }
        await using var stream = SvgPage.Draw(reading);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancel);
        return (copy.ToArray(), MediaType.Svg);
    }

    public async Task<(SourceFile File, IDocumentFormat Format)> Store(byte[] content, string name)
    {
        var path = Path.Combine(_folder.FullName, Guid.CreateVersion7().ToString("N"));
        await File.WriteAllBytesAsync(path, content, Cancel);
        await using var stored = File.OpenRead(path);
        var mediaType = FileSniffer.Sniff(stored, name);
        return (new SourceFile(path, mediaType), _services.GetRequiredService<DocumentFormats>().For(mediaType));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>One of the documents that the demo reads.</summary>
    public static byte[] Sample(string name) => File.ReadAllBytes(Repository.Sample(name));

    /// <summary>What a program makes of its input.</summary>
    public static async Task<byte[]> Pipe(byte[] input, string program, params string[] arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var feeding = process.StandardInput.BaseStream.WriteAsync(input, Cancel).AsTask()
            .ContinueWith(_ => process.StandardInput.Close(), TaskScheduler.Default);
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output, Cancel);
        await feeding;
        return output.ToArray();
    }

    /// <summary>The first page of a PDF as a picture.</summary>
    public static Task<byte[]> Picture(byte[] pdf, string format = "-png", int dpi = 200) =>
        Pipe(pdf, "pdftoppm", "-r", $"{dpi}", format, "-f", "1", "-l", "1", "-");
}

internal static class ReadingViews
{
    public static IEnumerable<Word> Words(this PageReading page) => page.Lines().SelectMany(line => line.Words);

    public static IEnumerable<TextLine> Lines(this PageReading page) => page.Blocks.SelectMany(block => block.Lines);

    public static string Text(this PageReading page) => string.Join('\n', page.Lines().Select(line => line.Text));
}
