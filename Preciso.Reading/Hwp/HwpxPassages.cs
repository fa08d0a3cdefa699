using System.Xml.Linq;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Hwp;

/// <summary>Paragraphs, tables, boxes, equations, charts and notes of a section, in their order.</summary>
internal sealed class HwpxPassages(HwpxFile file, HwpxStyles styles)
{
    private const int MostColumns = 1000;

    private bool _isDeleted;
    private string? _outline;

    public IEnumerable<Passage> Read(XElement section)
    {
        _outline = section.Inner("secPr").FirstOrDefault().Says("outlineShapeIDRef") ?? _outline;
        return section.Children("p").SelectMany(Paragraph);
    }

    private IEnumerable<Passage> Paragraph(XElement paragraph)
    {
        if (paragraph.Says("pageBreak") == "1")
        {
            yield return Setting.Page();
        }
        var style = paragraph.Says("paraPrIDRef");
        var number = styles.Next(style, _outline);
        if (Text(paragraph) is { Length: > 0 } text)
        {
            yield return styles.HeadingLevel(style) is { } level ? Setting.Heading(number + text, level)
                : number.Length > 0 ? Setting.Item(number + text, 0) : Setting.Paragraph(text);
        }
        foreach (var passage in paragraph.Children("run").SelectMany(run => run.Elements()).SelectMany(Apart))
        {
            yield return passage;
        }
    }

    /// <summary>What stands for itself: in its own place, behind the paragraph that it is anchored in.</summary>
    private IEnumerable<Passage> Apart(XElement element) => element.Name.LocalName switch
    {
        "tbl" => Table(element),
        "footNote" or "endNote" or "hiddenComment" or "header" or "footer" => Note(element),
        "fieldBegin" when element.Says("type") == "MEMO" => Note(element),
        "drawText" or "caption" => Paragraphs(element).SelectMany(Paragraph),
        "chart" => file.Load(element.Says("chartIDRef")) is { } chart ? ChartTable.Read(chart) : [],
        "t" or "secPr" or "equation" or "fieldBegin" or "switch" => [],
        _ => element.Elements().SelectMany(Apart),
    };

    private static IEnumerable<XElement> Paragraphs(XElement list) => list.Child("subList").Children("p");

    private IEnumerable<Passage> Note(XElement note) =>
        Line(note.Child("subList")) is { Length: > 0 } text ? [Setting.Footer(text)] : [];

    private IEnumerable<Passage> Table(XElement table)
    {
        var caption = Line(table.Child("caption").Child("subList"));
        if (caption.Length > 0)
        {
            yield return Setting.Heading(caption, 4);
        }
        var cells = table.Children("tr").SelectMany(row => row.Children("tc"))
            .SelectMany(cell => Paragraphs(cell)).SelectMany(paragraph => paragraph.Inner("run"));
        var notes = cells.SelectMany(run => run.Elements()).Where(element => element.Is("ctrl")).SelectMany(Apart).ToList();
        foreach (var passage in SetTable.Rows(Rows(table), caption.Length > 0 ? caption : null).Concat(notes))
        {
            yield return passage;
        }
    }

    private IEnumerable<IReadOnlyList<SourceCell>> Rows(XElement table)
    {
        var rows = table.Children("tr").ToList();
        for (var row = 0; row < rows.Count; row++)
        {
            var column = 0;
            var cells = new List<SourceCell>();
            foreach (var cell in rows[row].Children("tc"))
            {
                var (span, place) = (cell.Child("cellSpan"), cell.Child("cellAddr"));
                column = Math.Clamp(HwpxStyles.Number(place.Says("colAddr"), column), column, MostColumns);
                var width = Math.Clamp(HwpxStyles.Number(span.Says("colSpan"), 1), 1, MostColumns);
                var height = Math.Clamp(HwpxStyles.Number(span.Says("rowSpan"), 1), 1, rows.Count - row);
                var text = RaisedText.WithoutMarks(Line(cell.Child("subList")));
                cells.Add(new SourceCell(column, text, cell.Says("header") == "1", height, width));
                column += width;
            }
            yield return cells;
        }
    }

    /// <summary>All of it on one line; tables within it as their text.</summary>
    private string Line(XElement? list) => Readable.Line(string.Join(' ', list.Children("p").Select(paragraph =>
    {
        var inner = paragraph.Inner("tc")
            .Where(cell => cell.Ancestors().TakeWhile(outer => outer != paragraph).All(outer => !outer.Is("tc")));
        return $"{styles.Next(paragraph.Says("paraPrIDRef"), _outline)}{Text(paragraph)} "
            + string.Join(' ', inner.Select(cell => Line(cell.Child("subList"))));
    })));

    private string Text(XElement paragraph)
    {
        var text = new TextBuffer();
        foreach (var run in paragraph.Children("run"))
        {
            foreach (var element in run.Elements())
            {
                Append(element, text, styles.IsRaised(run.Says("charPrIDRef")));
            }
        }
        return text.Take().Text;
    }

    private void Append(XElement element, TextBuffer text, bool isRaised)
    {
        switch (element.Name.LocalName)
        {
            case "t":
                foreach (var node in element.Nodes())
                {
                    AppendNode(node, text, isRaised);
                }
                break;
            case "equation":
                text.Append($" {element.Child("script")?.Value} ");
                break;
            case "autoNum" when element.Says("numType") is "TABLE" or "PICTURE" or "EQUATION":
                text.Append(element.Says("num"));
                break;
            case "checkBtn" or "radioBtn":
                text.Append($" {(element.Says("value") is "CHECKED" ? "☒" : "☐")} {element.Says("caption")} ");
                break;
            case "comboBox":
                text.Append(element.Says("selectedValue"));
                break;
            case "edit":
                text.Append(element.Child("text")?.Value);
                break;
            case "dutmal":
                text.Append(element.Child("mainText")?.Value);
                break;
            case "compose":
                text.Append(element.Says("composeText"));
                break;
            case "ctrl":
                foreach (var inner in element.Elements())
                {
                    Append(inner, text, isRaised);
                }
                break;
        }
    }

    private void AppendNode(XNode node, TextBuffer text, bool isRaised)
    {
        if (node is XText said)
        {
            text.Append(_isDeleted ? "" : isRaised ? RaisedText.Read(said.Value) : said.Value);
            return;
        }
        switch ((node as XElement)?.Name.LocalName)
        {
            case "tab" or "nbSpace" or "fwSpace":
                text.Space();
                break;
            case "lineBreak":
                text.Break();
                break;
            case "hyphen":
                text.Append("-");
                break;
            case "deleteBegin":
                _isDeleted = true;
                break;
            case "deleteEnd":
                _isDeleted = false;
                break;
        }
    }
}
