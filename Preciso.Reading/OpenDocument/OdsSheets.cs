using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;
using Preciso.Reading.Sheets;
using Preciso.Reading.Structure;
using Preciso.Reading.Xml;

namespace Preciso.Reading.OpenDocument;

/// <summary>
/// The sheets of a workbook. Repeated rows and cells stand once in the file, often a million of them at its end that are empty: those are
/// passed over.
/// </summary>
internal sealed class OdsSheets(OdfFile file)
{
    private const int MostMerges = 50_000;
    private const int MostNotes = 10_000;
    private const int SheetDepth = 3;

    private readonly OdfText _text = new(file.Styles);
    private readonly OdfPassages _passages = new(file);

    /// <summary>Each is to be read before the next is asked for.</summary>
    public IEnumerable<Sheet> Read()
    {
        var layouts = Layouts().ToList();
        using var xml = file.Read();
        foreach (var layout in layouts.Where(_ => NextTable(xml)))
        {
            yield return new Sheet(layout.Name, layout.IsHidden, layout.Merges, Rows(xml))
            {
                Hidden = new HiddenCells(layout.HiddenRows, layout.HiddenColumns),
                Beside = layout.Shapes.SelectMany(_passages.Read).Concat(layout.Notes.Select(note => Setting.Footer(note))),
            };
        }
    }

    private IEnumerable<SheetRow> Rows(XmlReader xml)
    {
        var row = 0;
        foreach (var element in Parts(xml).Where(part => part.Is("table-row")))
        {
            var cells = Cells(element);
            var repeated = OdfTable.Repeated(element, "number-rows-repeated", CellAddress.Rows);
            for (var n = 0; n < repeated && cells.Count > 0 && row + n < CellAddress.Rows; n++)
            {
                yield return new SheetRow(row + n, cells);
            }
            row = Math.Min(CellAddress.Rows, row + repeated);
        }
    }

    private List<SheetCell> Cells(XElement row)
    {
        var cells = new List<SheetCell>();
        foreach (var (cell, column, repeated) in Placed(row))
        {
            if (Cell(cell, column) is { } first)
            {
                cells.AddRange(Enumerable.Range(column, repeated).Select(place => first with { Column = place }));
            }
        }
        return cells;
    }

    private SheetCell? Cell(XElement cell, int column)
    {
        var text = RaisedText.WithoutMarks(_text.Line(cell));
        var stored = cell.Says("value") ?? cell.Says("date-value");
        if (text.Length == 0 && stored is null)
        {
            return cell.Says("formula") is null || cell.Says("value-type") == "string" || cell.Says("string-value") is not null ? null
                : new SheetCell(column, "(not calculated)", IsUncalculated: true);
        }
        return new SheetCell(column, text.Length > 0 ? text : stored!, stored is null || stored == text ? null : stored);
    }

    private static IEnumerable<(XElement Cell, int Column, int Repeated)> Placed(XElement row)
    {
        var column = 0;
        foreach (var cell in row.Elements().Where(cell => cell.Name.LocalName is "table-cell" or "covered-table-cell"))
        {
            var repeated = Math.Min(
                OdfTable.Repeated(cell, "number-columns-repeated", CellAddress.Columns), CellAddress.Columns - column);
            if (repeated <= 0)
            {
                yield break;
            }
            yield return (cell, column, repeated);
            column += repeated;
        }
    }

    /// <summary>What must be known before a sheet's rows are read: the file is gone through once for it.</summary>
    private IEnumerable<OdsLayout> Layouts()
    {
        using var xml = file.Read();
        while (NextTable(xml))
        {
            var layout = new OdsLayout(
                Readable.Line(xml.GetAttribute("name", xml.NamespaceURI) ?? ""),
                file.Styles.IsHidden("table", xml.GetAttribute("style-name", xml.NamespaceURI)));
            Fill(layout, xml);
            yield return layout;
        }
    }

    private void Fill(OdsLayout layout, XmlReader xml)
    {
        var (row, column) = (0, 0);
        foreach (var part in Parts(xml))
        {
            switch (part.Name.LocalName)
            {
                case "table-column":
                    var repeated = OdfTable.Repeated(part, "number-columns-repeated", CellAddress.Columns);
                    if (OdfTable.IsHidden(part))
                    {
                        layout.HiddenColumns.Add((column, column + repeated - 1));
                    }
                    column += repeated;
                    break;
                case "shapes":
                    layout.Shapes.Add(part);
                    break;
                default:
                    Fill(layout, part, row);
                    row = Math.Min(CellAddress.Rows, row + OdfTable.Repeated(part, "number-rows-repeated", CellAddress.Rows));
                    break;
            }
        }
    }

    private void Fill(OdsLayout layout, XElement row, int at)
    {
        if (OdfTable.IsHidden(row))
        {
            var repeated = OdfTable.Repeated(row, "number-rows-repeated", CellAddress.Rows - at);
            layout.HiddenRows.AddRange(Enumerable.Range(at, repeated));
        }
        foreach (var (cell, column, _) in Placed(row).Where(each => each.Cell.HasElements))
        {
            var (height, width) = (OdfTable.Repeated(cell, "number-rows-spanned", CellAddress.Rows - at),
                OdfTable.Repeated(cell, "number-columns-spanned", CellAddress.Columns - column));
            if (height * (long)width > 1 && layout.Merges.Count < MostMerges)
            {
                layout.Merges.Add(new Merge(at, column, at + height - 1, column + width - 1));
            }
            if (layout.Notes.Count < MostNotes)
            {
                layout.Notes.AddRange(cell.Children("annotation").Select(_text.Line).Where(note => note.Length > 0)
                    .Select(note => string.Create(CultureInfo.InvariantCulture, $"{CellAddress.Format(at, column)}: {note}")));
                layout.Shapes.AddRange(cell.Elements().Where(child => child.Name.LocalName is "frame" or "custom-shape"));
            }
        }
    }

    /// <summary>Sheets are those that stand right in the workbook; what links keep of other workbooks is none.</summary>
    private static bool NextTable(XmlReader xml)
    {
        while (SafeXml.Try(xml.Read))
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "table", Depth: SheetDepth })
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Rows, columns and what is drawn of the sheet at which the reader is, in whatever groups; it ends behind them.</summary>
    private static IEnumerable<XElement> Parts(XmlReader xml)
    {
        var isIn = !xml.IsEmptyElement && SafeXml.Try(xml.Read);
        while (isIn && xml.Depth > SheetDepth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "table-row" or "table-column" or "shapes" })
            {
                yield return SafeXml.Try(() => (XElement)XNode.ReadFrom(xml)); // leaves the reader at what follows
            }
            else
            {
                isIn = SafeXml.Try(xml.Read);
            }
        }
    }

    private sealed record OdsLayout(string Name, bool IsHidden)
    {
        public List<Merge> Merges { get; } = [];

        public List<int> HiddenRows { get; } = [];

        public List<(int From, int To)> HiddenColumns { get; } = [];

        public List<XElement> Shapes { get; } = [];

        public List<string> Notes { get; } = [];
    }
}
