using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;
using D = DocumentFormat.OpenXml.Drawing;

namespace Preciso.Reading.Slides;

/// <summary>What a slide says: its title, then its shapes in their own order, then its notes.</summary>
internal static class SlidePassages
{
    private const int TitleLevel = 1;

    public static IEnumerable<Passage> Read(SlidePart part, int number)
    {
        var title = part.Slide.Descendants<Shape>().FirstOrDefault(IsTitle);
        var name = title is null ? "" : Readable.Line(string.Join(' ', Paragraphs(title).Select(Text)));
        yield return Setting.Page(name.Length > 0 ? $"{number}. {name}" : $"{number}.");
        if (name.Length > 0)
        {
            yield return Setting.Heading(name, TitleLevel);
        }
        foreach (var passage in Shapes(part.Slide.CommonSlideData?.ShapeTree, title).Concat(Notes(part)))
        {
            yield return passage;
        }
    }

    private static IEnumerable<Passage> Shapes(OpenXmlElement? tree, Shape? title) =>
        (tree?.Elements() ?? []).SelectMany(shape => shape switch
        {
            Shape text => text == title ? [] : Text(text),
            GraphicFrame frame => frame.Descendants<D.Table>().SelectMany(table => SetTable.Rows(SlideTable.Rows(table))),
            GroupShape group => Shapes(group, title),
            AlternateContentFallback => [],
            AlternateContent or AlternateContentChoice => Shapes(shape, title),
            _ => [],
        });

    /// <summary>A paragraph of the body is an item of its list, as deep as it is set in.</summary>
    private static IEnumerable<Passage> Text(Shape shape)
    {
        var isBody = Place(shape) is { } place
            && (place.Type is not { } kind || kind.Value == PlaceholderValues.Body || kind.Value == PlaceholderValues.Object);
        foreach (var paragraph in Paragraphs(shape))
        {
            var depth = paragraph.ParagraphProperties?.Level?.Value ?? 0;
            if (Text(paragraph) is { Length: > 0 } text)
            {
                yield return isBody || depth > 0 ? Setting.Item(text, depth) : Setting.Paragraph(text);
            }
        }
    }

    private static IEnumerable<Passage> Notes(SlidePart part) =>
        (part.NotesSlidePart?.NotesSlide.Descendants<Shape>() ?? [])
            .Where(shape => Place(shape)?.Type?.Value == PlaceholderValues.Body)
            .SelectMany(Paragraphs).Select(Text).Where(text => text.Length > 0).Select(text => Setting.Footer(text));

    private static bool IsTitle(Shape shape) =>
        Place(shape)?.Type is { } kind && (kind.Value == PlaceholderValues.Title || kind.Value == PlaceholderValues.CenteredTitle);

    private static PlaceholderShape? Place(Shape shape) =>
        shape.NonVisualShapeProperties?.ApplicationNonVisualDrawingProperties?.PlaceholderShape;

    private static IEnumerable<D.Paragraph> Paragraphs(Shape shape) => shape.TextBody?.Elements<D.Paragraph>() ?? [];

    internal static string Text(D.Paragraph paragraph) => Readable.Line(string.Concat(paragraph.Descendants().Select(run => run switch
    {
        D.Text text => text.Text,
        D.Break => " ",
        _ => "",
    })));
}
