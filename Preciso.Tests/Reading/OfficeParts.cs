using System.Text;

namespace Preciso.Tests.Reading;

/// <param name="Path">Within the package, from its root.</param>
/// <param name="Relation">The end of the relation's name, by which the owner finds it: rId1, rId2 … in the order of an owner's parts.</param>
/// <param name="Owner">The path of the part that it belongs to; null for the main one.</param>
internal sealed record OfficePart(string Path, string ContentType, string Relation, string Content, string? Owner = null);

/// <summary>Office files from the XML of their parts.</summary>
internal static class OfficeParts
{
    public const string Word = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    public const string Relations = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    public const string Drawing = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"";
    public const string Chart = "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"";
    public const string ChartType = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";

    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string OpenXml = "application/vnd.openxmlformats-officedocument.";

    public static byte[] Docx(string body, params IReadOnlyList<OfficePart> parts) => Package(
        "word/document.xml", OpenXml + "wordprocessingml.document.main+xml",
        $"<w:document {Word} {Relations}><w:body>{body}</w:body></w:document>", parts);

    /// <summary>One sheet.</summary>
    public static byte[] Xlsx(string sheet, params IReadOnlyList<OfficePart> parts) => Package(
        "xl/workbook.xml", OpenXml + "spreadsheetml.sheet.main+xml",
        $"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" {Relations}><sheets><sheet name=\"Sheet1\" sheetId=\"1\" "
            + "r:id=\"rId1\"/></sheets></workbook>",
        [
            new("xl/worksheets/sheet1.xml", OpenXml + "spreadsheetml.worksheet+xml", "worksheet",
                $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" {Relations}>{sheet}</worksheet>"),
            .. parts,
        ]);

    /// <summary>Slides by their shapes; one that begins with "." is hidden.</summary>
    public static byte[] Pptx(IReadOnlyList<string> slides, params IReadOnlyList<OfficePart> parts)
    {
        const string presentation = "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
        var ids = string.Concat(slides.Select((_, i) => $"<p:sldId id=\"{256 + i}\" r:id=\"rId{i + 1}\"/>"));
        return Package(
            "ppt/presentation.xml", OpenXml + "presentationml.presentation.main+xml",
            $"<p:presentation {presentation} {Relations}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
            [
                .. slides.Select((shapes, i) => new OfficePart(
                    $"ppt/slides/slide{i + 1}.xml", OpenXml + "presentationml.slide+xml", "slide",
                    $"<p:sld {presentation} {Drawing} {Relations}{(shapes[0] == '.' ? " show=\"0\"" : "")}><p:cSld><p:spTree><p:nvGrpSpPr>"
                        + $"<p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{shapes.TrimStart('.')}</p:spTree>"
                        + "</p:cSld></p:sld>")),
                .. parts,
            ]);
    }

    public static string Shape(string text, string more = "") =>
        $"<p:sp><p:nvSpPr><p:cNvPr id=\"9\" name=\"s\"{more}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p>{text}</a:p>"
        + "</p:txBody></p:sp>";

    public static string Frame(string graphic) =>
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"3\" name=\"g\"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm/>"
        + $"<a:graphic><a:graphicData uri=\"x\">{graphic}</a:graphicData></a:graphic></p:graphicFrame>";

    private static byte[] Package(string main, string type, string xml, IReadOnlyList<OfficePart> parts)
    {
        var types = string.Concat(parts.Select(part => $"<Override PartName=\"/{part.Path}\" ContentType=\"{part.ContentType}\"/>"));
        var files = new List<(string Name, string Content)>
        {
            ("[Content_Types].xml", $"{Declaration}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
                + "Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + $"<Override PartName=\"/{main}\" ContentType=\"{type}\"/>{types}</Types>"),
            ("_rels/.rels", Related([new OfficePart(main, type, "officeDocument", "")])),
            (main, Declaration + xml),
        };
        files.AddRange(parts.Select(part => (part.Path, part.Content.StartsWith('<') ? Declaration + part.Content : part.Content)));
        files.AddRange(parts.GroupBy(part => part.Owner ?? main).Select(group => (Beside(group.Key), Related([.. group]))));
        return Packages.Zip(files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Content))));
    }

    private static string Beside(string path) => $"{Path.GetDirectoryName(path)}/_rels/{Path.GetFileName(path)}.rels";

    private static string Related(IReadOnlyList<OfficePart> parts) =>
        $"{Declaration}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(parts.Select((part, i) =>
            $"<Relationship Id=\"rId{i + 1}\" "
            + $"Type=\"{(part.Relation.Contains(':', StringComparison.Ordinal) ? "" : Office)}{part.Relation}\" Target=\"/{part.Path}\"/>"))
        + "</Relationships>";
}
