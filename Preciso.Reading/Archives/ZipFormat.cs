using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Preciso.Documents;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Archives;

/// <summary>A ZIP file: its own page lists what it holds, and each file becomes a document of its own.</summary>
internal sealed class ZipFormat(IOptions<ReadingOptions> options, TimeProvider time) : LaidOutFormat(options, time), IContainer
{
    /// <summary>What macOS adds to each file.</summary>
    private const string MacResources = "__MACOSX/";

    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Zip];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel)
    {
        using var archive = Open(file);
        IReadOnlyList<SourceCell> heads = [new(0, "Name", IsHeader: true), new(1, "Size", IsHeader: true)];
        foreach (var row in SetTable.Rows(Files(archive).Select(Row).Prepend(heads)))
        {
            yield return row;
        }
    }

    public async IAsyncEnumerable<PackedFile> Unpack(SourceFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        using var archive = Open(file);
        var budget = new UnpackBudget(Options);
        foreach (var entry in Files(archive))
        {
            cancel.ThrowIfCancellationRequested();
            yield return entry.IsEncrypted
                ? new PackedFile(NameOf(entry), Open: null, Encrypted)
                : new PackedFile(NameOf(entry), () => budget.Limit(Open(entry), entry.CompressedLength));
        }
    }

    private static DocumentProblem Encrypted { get; } = new(
        "archive_encrypted", "The file is locked with a password in its archive. Unpack it and upload it by itself.");

    private ZipArchive Open(SourceFile file)
    {
        var archive = ZipFiles.Open(File.OpenRead(file.Path));
        try
        {
            Check(archive);
            return archive;
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>By what the archive says of itself; what it really unpacks to is counted when it is unpacked.</summary>
    private void Check(ZipArchive archive)
    {
        var files = Files(archive).ToList();
        if (files.Count > Options.MaxArchiveFiles)
        {
            throw ZipFiles.TooManyFiles(Options.MaxArchiveFiles);
        }
        if (files.Sum(entry => (decimal)entry.Length) > Options.MaxUnpackedBytes)
        {
            throw ZipFiles.TooLarge(Options.MaxUnpackedMegabytes);
        }
    }

    private static Stream Open(ZipArchiveEntry entry)
    {
        try
        {
            return entry.Open();
        }
        catch (InvalidDataException)
        {
            throw ZipFiles.Damaged();
        }
    }

    private static IEnumerable<ZipArchiveEntry> Files(ZipArchive archive) => archive.Entries.Where(
        entry => !entry.FullName.EndsWith('/') && !entry.FullName.EndsWith('\\')
            && !entry.FullName.StartsWith(MacResources, StringComparison.Ordinal));

    private static IReadOnlyList<SourceCell> Row(ZipArchiveEntry entry) =>
        [new(0, NameOf(entry)), new(1, entry.Length.ToString("N0", CultureInfo.InvariantCulture))];

    /// <summary>Without what would lead out of the archive.</summary>
    private static string NameOf(ZipArchiveEntry entry)
    {
        var parts = entry.FullName.Split('/', '\\').Where(part => part.Trim() is not ("" or "." or "..")).Select(Filenames.Clean);
        var name = string.Join('/', parts);
        return name.Length > 0 ? name : "document";
    }
}
