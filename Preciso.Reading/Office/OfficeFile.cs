using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using Preciso.Reading.Archives;
using Preciso.Reading.Xml;

namespace Preciso.Reading.Office;

/// <summary>
/// Office files of strangers: their XML is gone through once before any of it is held in memory, so that a file which unpacks to
/// gigabytes, nests without end or has a DTD is refused. Macros are never looked at.
/// </summary>
internal static class OfficeFile
{
    private const int MostParts = 20_000;

    /// <summary>These are read row by row.</summary>
    public const string Streamed = "xl/worksheets/";

    public static T Open<T>(string path, ReadingOptions options, Func<string, T> open)
    {
        using (var file = File.OpenRead(path))
        {
            Check(file, options);
        }
        return Try(() => open(path));
    }

    /// <summary>One that stands within another file.</summary>
    public static T Open<T>(Stream file, ReadingOptions options, Func<Stream, T> open)
    {
        Check(file, options);
        return Try(() => open(file));
    }

    /// <summary>A part that is held in memory as a whole.</summary>
    public static MemoryStream Copy(Stream part, ReadingOptions options)
    {
        var copy = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = part.Read(buffer)) > 0;)
        {
            copy.Write(buffer, 0, read);
            MarkupLimits.CheckSize(copy.Length, options);
        }
        copy.Position = 0;
        return copy;
    }

    public static ReadingException Damaged() => ReadingException.Input(
        "office_damaged", "The Office file is damaged. Open it with the program that made it, save it again and upload that.");

    /// <summary>What the readers of packages and of their parts throw for those that are broken.</summary>
    public static bool IsDamage(Exception error) =>
        error is OpenXmlPackageException or InvalidDataException or FormatException or XmlException;

    /// <param name="streamed">Where the parts are that need not fit in memory.</param>
    public static void Check(Stream file, ReadingOptions options, string streamed = Streamed)
    {
        using var archive = ZipFiles.Open(file, leaveOpen: true);
        if (archive.Entries.Count > MostParts)
        {
            throw ZipFiles.TooManyFiles(MostParts);
        }
        var budget = new UnpackBudget(options);
        foreach (var entry in archive.Entries.Where(IsXml))
        {
            if (!entry.FullName.StartsWith(streamed, StringComparison.OrdinalIgnoreCase))
            {
                MarkupLimits.CheckSize(entry.Length, options);
            }
            SafeXml.Try(() => Check(entry, budget));
        }
    }

    /// <summary>Of the kind whose parts are no XML: counted in the same way.</summary>
    public static void CheckBinary(Stream file, ReadingOptions options)
    {
        using var archive = ZipFiles.Open(file, leaveOpen: true);
        var budget = new UnpackBudget(options);
        foreach (var entry in archive.Entries)
        {
            if (!entry.FullName.StartsWith(Streamed, StringComparison.OrdinalIgnoreCase))
            {
                MarkupLimits.CheckSize(entry.Length, options);
            }
            using var part = budget.Limit(entry.Open(), entry.CompressedLength);
            part.CopyTo(Stream.Null);
        }
    }

    private static T Try<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged();
        }
    }

    private static bool IsXml(ZipArchiveEntry entry) =>
        Path.GetExtension(entry.FullName).ToUpperInvariant() is ".XML" or ".RELS";

    private static bool Check(ZipArchiveEntry entry, UnpackBudget budget)
    {
        using var part = budget.Limit(entry.Open(), entry.CompressedLength);
        using var xml = XmlReader.Create(part, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        while (xml.Read())
        {
            MarkupLimits.CheckDepth(xml.Depth);
        }
        return true;
    }
}
