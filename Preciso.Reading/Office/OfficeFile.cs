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
    private const string Streamed = "xl/worksheets/";

    public static T Open<T>(string path, ReadingOptions options, Func<string, T> open)
    {
        Check(path, options);
        try
        {
            return open(path);
        }
        catch (Exception e) when (e is OpenXmlPackageException or InvalidDataException or FormatException or XmlException)
        {
            throw Damaged();
        }
    }

    public static ReadingException Damaged() => ReadingException.Input(
        "office_damaged", "The Office file is damaged. Open it with the program that made it, save it again and upload that.");

    private static void Check(string path, ReadingOptions options)
    {
        using var archive = ZipFiles.Open(File.OpenRead(path));
        if (archive.Entries.Count > MostParts)
        {
            throw ZipFiles.TooManyFiles(MostParts);
        }
        var budget = new UnpackBudget(options);
        foreach (var entry in archive.Entries.Where(IsXml))
        {
            if (!entry.FullName.StartsWith(Streamed, StringComparison.OrdinalIgnoreCase))
            {
                MarkupLimits.CheckSize(entry.Length, options);
            }
            SafeXml.Try(() => Check(entry, budget));
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
