using System.Xml.Linq;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.OpenDocument;

/// <summary>Paragraphs, headings, lists, tables, boxes, charts and notes, in their order.</summary>
internal sealed class OdfPassages(OdfFile file)
{
    private const int TitleLevel = 4;

    private readonly OdfText _text = new(file.Styles);
    private readonly OdfLists _lists = new(file.Styles);

    /// <summary>The recursion is as deep as a file may be nested at most.</summary>
    public IEnumerable<Passage> Read(XElement block) => _text.IsHidden(block) ? [] : block.Name.LocalName switch
    {
        "h" => Paragraph(block, text => Setting.Heading(text, OdfText.Number(block.Says("outline-level"), 1))),
        "p" => Paragraph(block, text => Setting.Paragraph(text)),
        "list" => List(block),
        "table" => Table(block),
        "object" => Object(block),
        "tracked-changes" or "forms" or "annotation" or "note" or "notes" or "title" or "desc" or "settings" => [],
        _ => block.Elements().SelectMany(Read),
    };

    public IEnumerable<Passage> Table(XElement table, string? title = null)
    {
        // Boxes, charts and notes stand behind the table in whose cells they are.
        var apart = table.Descendants().Where(each => each.Name.LocalName is "frame" or "custom-shape"
            && !each.Ancestors().Any(outer => outer.Name.LocalName is "frame" or "custom-shape" && outer.Ancestors().Contains(table)));
        return SetTable.Rows(new OdfTable(_text).Rows(table), title).Concat(apart.SelectMany(Read)).Concat(Notes(table));
    }

    private IEnumerable<Passage> List(XElement list)
    {
        var (style, counters) = _lists.Begin(list);
        return Items(list, 0);

        IEnumerable<Passage> Items(XElement within, int depth)
        {
            foreach (var item in within.Elements().Where(child => child.Name.LocalName is "list-item" or "list-header"))
            {
                var number = item.Is("list-item") && item.Elements().Any(child => child.Name.LocalName is "p" or "h")
                    ? _lists.Next(style, counters, depth, item) : "";
                foreach (var child in item.Elements())
                {
                    var (said, isHeading) = (number, child.Is("h"));
                    number = child.Name.LocalName is "p" or "h" ? "" : number;
                    var passages = child.Is("list") ? Items(child, depth + 1)
                        : child.Name.LocalName is not ("p" or "h") ? Read(child)
                        : _text.IsHidden(child) ? []
                        : Paragraph(child, text => isHeading ? Setting.Heading(text, depth + 1) : Setting.Item(text, depth), said);
                    foreach (var passage in passages)
                    {
                        yield return passage;
                    }
                }
            }
        }
    }

    private IEnumerable<Passage> Paragraph(XElement paragraph, Func<string, Passage> set, string number = "")
    {
        if (_text.Read(paragraph) is { Length: > 0 } text)
        {
            yield return set(number + text);
        }
        foreach (var passage in Frames(paragraph).SelectMany(Read).Concat(Notes(paragraph)))
        {
            yield return passage;
        }
    }

    private IEnumerable<Passage> Notes(XElement within) =>
        within.Descendants().Where(note => note.Name.LocalName is "note" or "annotation")
            .Select(note => _text.Line(note.Is("note") ? note.Child("note-body") : note)).Where(text => text.Length > 0)
            .Select(text => Setting.Footer(text));

    private static IEnumerable<XElement> Frames(XElement element) => element.Elements().Where(child => child.Name.LocalName is not "note")
        .SelectMany(child => child.Name.LocalName is "frame" or "custom-shape" ? [child] : Frames(child));

    /// <summary>A chart keeps the table that it is drawn from; an equation says itself in words.</summary>
    private IEnumerable<Passage> Object(XElement reference)
    {
        var inner = file.Object(reference.Says("href"));
        var chart = inner.Inner("chart").FirstOrDefault(each => each.Says("class") is not null);
        if (chart is null)
        {
            return inner.Inner("annotation").Select(script => Readable.Line(script.Value)).Where(text => text.Length > 0)
                .Select(text => Setting.Paragraph(text));
        }
        var title = _text.Line(chart.Child("title")) is { Length: > 0 } text ? text : null;
        return (title is null ? [] : new[] { Setting.Heading(title, TitleLevel) })
            .Concat(chart.Children("table").SelectMany(table => Table(table, title)));
    }
}
