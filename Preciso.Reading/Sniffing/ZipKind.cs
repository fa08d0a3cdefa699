using System.IO.Compression;
using Preciso.Reading.Archives;

namespace Preciso.Reading.Sniffing;

/// <summary>
/// What a ZIP file is: an Office file by its list of content types, another program's file that is none of ours, or an archive.
/// </summary>
internal static class ZipKind
{
    private const int LongestContentTypes = 1 << 20;

    private static readonly (string ContentType, string MediaType)[] Office =
    [
        ("wordprocessingml.document.main+xml", MediaType.Docx),
        ("wordprocessingml.template.main+xml", MediaType.Docx),
        ("ms-word.document.macroEnabled.main+xml", MediaType.Docx),
        ("spreadsheetml.sheet.main+xml", MediaType.Xlsx),
        ("spreadsheetml.template.main+xml", MediaType.Xlsx),
        ("ms-excel.sheet.macroEnabled.main+xml", MediaType.Xlsx),
        ("ms-excel.sheet.binary.macroEnabled.main", MediaType.Xlsb),
        ("presentationml.presentation.main+xml", MediaType.Pptx),
        ("presentationml.slideshow.main+xml", MediaType.Pptx),
        ("ms-powerpoint.presentation.macroEnabled.main+xml", MediaType.Pptx),
    ];

    /// <summary>What other programs say in a part that is named so.</summary>
    private static readonly (string Start, string MediaType)[] Named =
    [
        ("application/vnd.oasis.opendocument.text", MediaType.Odt),
        ("application/vnd.oasis.opendocument.spreadsheet", MediaType.Ods),
        ("application/vnd.oasis.opendocument.presentation", MediaType.Odp),
        ("application/hwp+zip", MediaType.Hwpx),
    ];

    public static string Sniff(Stream file)
    {
        using var archive = ZipFiles.Open(file, leaveOpen: true);
        if (archive.GetEntry("[Content_Types].xml") is { } contentTypes)
        {
            var text = Start(contentTypes);
            return Office.FirstOrDefault(kind => text.Contains(kind.ContentType, StringComparison.OrdinalIgnoreCase)).MediaType
                ?? throw FileSniffer.Unsupported();
        }
        return archive.GetEntry("mimetype") is { } mimetype
            ? Named.FirstOrDefault(kind => Start(mimetype).StartsWith(kind.Start, StringComparison.Ordinal)).MediaType
                ?? throw FileSniffer.Unsupported()
            : MediaType.Zip;
    }

    private static string Start(ZipArchiveEntry entry)
    {
        try
        {
            using var text = new StreamReader(entry.Open());
            var start = new char[LongestContentTypes];
            return new string(start, 0, text.ReadBlock(start));
        }
        catch (InvalidDataException)
        {
            throw ZipFiles.Damaged();
        }
    }
}
