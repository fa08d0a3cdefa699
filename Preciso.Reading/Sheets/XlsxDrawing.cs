using System.Globalization;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Sheets;

/// <summary>What is drawn on a sheet: text in boxes, charts, SmartArt.</summary>
internal sealed class XlsxDrawing(WorksheetPart sheet)
{
    private readonly XElement? _drawing = sheet.DrawingsPart is { } part ? OfficeXml.Load(part) : null;

    /// <summary>Boxes in the first row, and those that say what the figures are in, wherever they stand.</summary>
    public IReadOnlyList<string> Over => [.. Boxes().Where(box => IsOver(box.Row, box.Text)).Select(box => box.Text)];

    public IEnumerable<Passage> Beside => Boxes().Where(box => !IsOver(box.Row, box.Text)).Select(box => Setting.Paragraph(box.Text))
        .Concat(sheet.DrawingsPart is { WorksheetDrawing: { } drawing } part ? OfficeGraphics.Read(drawing, part) : []);

    private static bool IsOver(int row, string text) => row == 0 || TableTitle.StatesUnit(text);

    private IEnumerable<(int Row, string Text)> Boxes() =>
        from anchor in _drawing?.Elements() ?? []
        let row = Row(anchor.Child("from").Child("row"))
        orderby row
        from box in anchor.Inner("txBody").Where(IsSeen)
        from text in box.Paragraphs()
        select (row, text);

    private static bool IsSeen(XElement box) =>
        !box.Ancestors().Any(outer => outer.Is("Fallback") || outer.Elements().Any(
            child => OfficeXml.IsOn(child.Child("cNvPr").Says("hidden"))));

    private static int Row(XElement? row) =>
        int.TryParse(row?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
}
