using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using Preciso.Reading.Office;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Sheets;

/// <summary>One sheet's XML, read row by row.</summary>
internal sealed class XlsxSheet(WorksheetPart part, XlsxStyles styles, IReadOnlyList<string> texts, bool from1904)
{
    private const string Uncalculated = "(not calculated)";
    private const int MostMerges = 50_000;

    private bool _printsUnseen;

    /// <summary>What stands around the rows, some of it behind them: the sheet is gone through once for it.</summary>
    public XlsxLayout Layout()
    {
        var (merges, rows, columns) = (new List<Merge>(), new SortedSet<int>(), new List<(int From, int To)>());
        var (row, hasUnseen, isColoured) = (-1, false, false);
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        using var xml = XmlReader.Create(stream, OfficeXml.Settings);
        while (xml.Read())
        {
            switch (xml.NodeType == XmlNodeType.Element ? xml.LocalName : "")
            {
                case "mergeCell" when merges.Count < MostMerges && Range(xml.GetAttribute("ref")) is { } merge:
                    merges.Add(merge);
                    break;
                case "row":
                    row = Math.Max(row + 1, Number(xml.GetAttribute("r")) - 1);
                    _ = IsHidden(xml) && rows.Add(row);
                    break;
                case "col" when IsHidden(xml) && columns.Count < CellAddress.Columns:
                    columns.Add((Number(xml.GetAttribute("min")) - 1, Number(xml.GetAttribute("max")) - 1));
                    break;
                case "c" when styles.HasUnseen && !hasUnseen:
                    hasUnseen = styles.IsUnseen(Number(xml.GetAttribute("s")));
                    break;
                case "conditionalFormatting" or "tablePart":
                    isColoured = true; // by rules that are not followed here
                    break;
            }
        }
        _printsUnseen = hasUnseen && !isColoured;
        return new XlsxLayout(merges, new HiddenCells([.. rows], Apart(columns), _printsUnseen));
    }

    public IEnumerable<SheetRow> Rows()
    {
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        using var xml = XmlReader.Create(stream, OfficeXml.Settings);
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
        var (type, style) = (xml.GetAttribute("t") ?? "n", Number(xml.GetAttribute("s")));
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
        var (text, raw) = Print(type, value, style);
        text = RaisedText.WithoutMarks(Readable.Line(text));
        return text.Length > 0 || raw is not null
            ? new SheetCell(column, text, raw) { IsUnseen = _printsUnseen && styles.IsUnseen(style) }
            : null;
    }

    private (string Text, string? Raw) Print(string type, string value, int style) => type switch
    {
        "s" => (styles.Print(Number(value) is var at && at >= 0 && at < texts.Count ? texts[at] : throw OfficeFile.Damaged(), style), null),
        "b" => (value == "1" ? "TRUE" : "FALSE", null),
        "n" => NumberFormat.Print(value, styles.FormatOf(style), from1904),
        "d" => (value.Replace("T00:00:00", "", StringComparison.Ordinal), null),
        _ => (styles.Print(value, style), null),
    };

    private static bool IsHidden(XmlReader xml) => OfficeXml.IsOn(xml.GetAttribute("hidden"));

    /// <summary>In their order, none reaching into the next.</summary>
    private static IReadOnlyList<(int From, int To)> Apart(List<(int From, int To)> columns)
    {
        var apart = new List<(int From, int To)>();
        foreach (var (from, to) in columns.Where(range => range.From >= 0 && range.From <= range.To).Order())
        {
            var start = apart.Count == 0 ? from : Math.Max(from, apart[^1].To + 1);
            if (start <= to)
            {
                apart.Add((start, to));
            }
        }
        return apart;
    }

    private static Merge? Range(string? reference) =>
        reference?.Split(':') is [var from, var to] && CellAddress.Parse(from) is { } start && CellAddress.Parse(to) is { } end
        && start.Row <= end.Row && start.Column <= end.Column
            ? new Merge(start.Row, start.Column, end.Row, end.Column)
            : null;

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

internal sealed record XlsxLayout(IReadOnlyList<Merge> Merges, HiddenCells Hidden);
