using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using Preciso.Reading.Office;

namespace Preciso.Reading.Sheets;

/// <summary>One sheet's XML, read row by row.</summary>
internal sealed class XlsxSheet(WorksheetPart part, XlsxStyles styles, IReadOnlyList<string> texts, bool from1904)
{
    private const string Uncalculated = "(not calculated)";
    private const int MostMerges = 50_000;

    public static XmlReaderSettings Settings { get; } = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>They stand behind the rows, so the sheet is gone through once for them.</summary>
    public IReadOnlyList<Merge> Merges()
    {
        var merges = new List<Merge>();
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        using var xml = XmlReader.Create(stream, Settings);
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "mergeCell" } && merges.Count < MostMerges
                && Range(xml.GetAttribute("ref")) is { } merge)
            {
                merges.Add(merge);
            }
        }
        return merges;
    }

    public IEnumerable<SheetRow> Rows()
    {
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        using var xml = XmlReader.Create(stream, Settings);
        for (var row = -1; xml.Read();)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                row = Math.Max(row + 1, Number(xml.GetAttribute("r")) - 1);
                var cells = Cells(xml);
                if (cells.Count > 0)
                {
                    yield return new SheetRow(row, cells);
                }
            }
        }
    }

    private List<SheetCell> Cells(XmlReader xml)
    {
        var cells = new List<SheetCell>();
        if (xml.IsEmptyElement)
        {
            return cells;
        }
        var depth = xml.Depth;
        var column = -1;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                column = Math.Max(column + 1, CellAddress.Parse(xml.GetAttribute("r"))?.Column ?? 0);
                if (column >= CellAddress.Columns)
                {
                    throw OfficeFile.Damaged();
                }
                if (Cell(xml, column) is { } cell)
                {
                    cells.Add(cell);
                }
            }
        }
        return cells;
    }

    private SheetCell? Cell(XmlReader xml, int column)
    {
        var (type, format) = (xml.GetAttribute("t") ?? "n", styles.FormatOf(Number(xml.GetAttribute("s"))));
        string? value = null;
        var isFormula = false;
        var depth = xml.Depth;
        while (!xml.IsEmptyElement && xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.Depth == depth + 1)
            {
                isFormula |= xml.LocalName == "f";
                value = xml.LocalName is "v" or "is" ? SharedStrings.Text(xml) : value;
            }
        }
        if (value is null)
        {
            return isFormula ? new SheetCell(column, Uncalculated, IsUncalculated: true) : null;
        }
        var (text, raw) = Print(type, value, format);
        text = Readable.Line(text);
        return text.Length > 0 || raw is not null ? new SheetCell(column, text, raw) : null;
    }

    private (string Text, string? Raw) Print(string type, string value, string format) => type switch
    {
        "s" => (Number(value) is var at && at >= 0 && at < texts.Count ? texts[at] : throw OfficeFile.Damaged(), null),
        "b" => (value == "1" ? "TRUE" : "FALSE", null),
        "n" => NumberFormat.Print(value, format, from1904),
        "d" => (value.Replace("T00:00:00", "", StringComparison.Ordinal), null),
        _ => (value, null),
    };

    private static Merge? Range(string? reference) =>
        reference?.Split(':') is [var from, var to] && CellAddress.Parse(from) is { } start && CellAddress.Parse(to) is { } end
        && start.Row <= end.Row && start.Column <= end.Column
            ? new Merge(start.Row, start.Column, end.Row, end.Column)
            : null;

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
