using System.IO.Compression;
using System.Security;
using System.Text;

namespace Preciso.Tests.Reading;

/// <summary>ZIP files, and Office files in the few parts that make them one.</summary>
internal static class Packages
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Sheets = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    public static byte[] Zip(params IEnumerable<(string Name, string Content)> files) =>
        Zip(files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Content))));

    public static byte[] Zip(params IEnumerable<(string Name, byte[] Content)> files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        }
        return stream.ToArray();
    }

    /// <summary>A workbook; each sheet by its name (one that begins with "." is hidden) and the XML within its worksheet element.</summary>
    /// <param name="formats">Number formats; cells name them by their places, from 1.</param>
    public static byte[] Xlsx(IReadOnlyList<(string Name, string Xml)> sheets, params IReadOnlyList<string> formats) => Zip(
        [
            ("[Content_Types].xml", $"""
                {Declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="{Sheets}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Sheets}.styles+xml"/>
                {string.Concat(sheets.Select((_, i) => $"<Override PartName=\"/xl/worksheets/sheet{i + 1}.xml\" ContentType=\"{Sheets}.worksheet+xml\"/>"))}</Types>
                """),
            ("_rels/.rels", Related(("rId1", "officeDocument", "xl/workbook.xml"))),
            ("xl/workbook.xml", $"""
                {Declaration}<workbook {Main} xmlns:r="{Relations}"><sheets>{string.Concat(sheets.Select((sheet, i) =>
                    $"<sheet name=\"{sheet.Name.TrimStart('.')}\" sheetId=\"{i + 1}\" {(sheet.Name[0] == '.' ? "state=\"hidden\" " : "")}r:id=\"rId{i + 1}\"/>"))}</sheets></workbook>
                """),
            ("xl/_rels/workbook.xml.rels", Related(
                [.. sheets.Select((_, i) => ($"rId{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml")),
                    ("rIdStyles", "styles", "styles.xml")])),
            ("xl/styles.xml", $"""
                {Declaration}<styleSheet {Main}><numFmts>{string.Concat(formats.Select((format, i) => $"<numFmt numFmtId=\"{200 + i}\" formatCode=\"{SecurityElement.Escape(format)}\"/>"))}</numFmts>
                <cellXfs><xf numFmtId="0"/>{string.Concat(formats.Select((_, i) => $"<xf numFmtId=\"{200 + i}\"/>"))}</cellXfs></styleSheet>
                """),
            .. sheets.Select((sheet, i) => ($"xl/worksheets/sheet{i + 1}.xml", $"{Declaration}<worksheet {Main}>{sheet.Xml}</worksheet>")),
        ]);

    private static string Related(params IEnumerable<(string Id, string Type, string Target)> parts) =>
        $"{Declaration}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(parts.Select(part => $"<Relationship Id=\"{part.Id}\" Type=\"{Relations}/{part.Type}\" Target=\"{part.Target}\"/>"))
        + "</Relationships>";
}
