using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using Preciso.Documents;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;
using D = DocumentFormat.OpenXml.Drawing;

namespace Preciso.Reading.Slides;

/// <summary>What a slide says: its title, then its shapes in their own order, then its notes and what people wrote on it.</summary>
internal static class SlidePassages
{
    private const int TitleLevel = 1;

    public static IEnumerable<Passage> Read(SlidePart part, int number)
    {
        var title = part.Slide.Descendants<Shape>().FirstOrDefault(IsTitle);
        var name = title is null ? "" : Readable.Line(string.Join(' ', Paragraphs(title).Select(DrawingText.Read)));
        var isShown = part.Slide.Show?.Value ?? true;
        yield return Setting.Page($"{number}. {name}".TrimEnd() + (isShown ? "" : $" {PageReading.HiddenMark}"));
        if (name.Length > 0)
        {
            yield return Setting.Heading(name, TitleLevel);
        }
        foreach (var passage in Shapes(part, part.Slide.CommonSlideData?.ShapeTree, title).Concat(Notes(part)).Concat(Comments(part)))
        {
            yield return passage;
        }
    }

    private static IEnumerable<Passage> Shapes(SlidePart part, OpenXmlElement? tree, Shape? title) =>
        (tree?.Elements() ?? []).Where(shape => !IsHidden(shape)).SelectMany(shape => shape switch
        {
            Shape text => text == title ? [] : Text(text),
            GraphicFrame frame => frame.Descendants<D.Table>().SelectMany(table => SetTable.Rows(SlideTable.Rows(table)))
                .Concat(OfficeGraphics.Read(frame, part)),
            GroupShape group => Shapes(part, group, title),
            AlternateContentFallback => [],
            AlternateContent or AlternateContentChoice => Shapes(part, shape, title),
            _ => [],
        });

    /// <summary>By the eye in the list of a slide's shapes.</summary>
    private static bool IsHidden(OpenXmlElement shape) =>
        shape.ChildElements.SelectMany(child => child.ChildElements).OfType<NonVisualDrawingProperties>()
            .Any(properties => properties.Hidden?.Value ?? false);

    /// <summary>Of both kinds that PowerPoint has had.</summary>
    private static IEnumerable<Passage> Comments(SlidePart part)
    {
        var old = part.SlideCommentsPart is { } comments ? OfficeXml.Load(comments).Inner("text").Select(text => text.Value) : [];
        var threads = part.commentParts.SelectMany(thread => OfficeXml.Load(thread).Inner("txBody")).SelectMany(body => body.Paragraphs());
        return old.Concat(threads).Select(Readable.Line).Where(text => text.Length > 0).Select(text => Setting.Footer(text));
    }

    /// <summary>A paragraph of the body is an item of its list, as deep as it is set in.</summary>
    private static IEnumerable<Passage> Text(Shape shape)
    {
        var isBody = Place(shape) is { } place
            && (place.Type is not { } kind || kind.Value == PlaceholderValues.Body || kind.Value == PlaceholderValues.Object);
        foreach (var paragraph in Paragraphs(shape))
        {
            var depth = paragraph.ParagraphProperties?.Level?.Value ?? 0;
            if (DrawingText.Read(paragraph) is { Length: > 0 } text)
            {
                yield return isBody || depth > 0 ? Setting.Item(text, depth) : Setting.Paragraph(text);
            }
        }
    }

    private static IEnumerable<Passage> Notes(SlidePart part) =>
        (part.NotesSlidePart?.NotesSlide.Descendants<Shape>() ?? [])
            .Where(shape => Place(shape)?.Type?.Value == PlaceholderValues.Body)
            .SelectMany(Paragraphs).Select(DrawingText.Read).Where(text => text.Length > 0).Select(text => Setting.Footer(text));

    private static bool IsTitle(Shape shape) =>
        Place(shape)?.Type is { } kind && (kind.Value == PlaceholderValues.Title || kind.Value == PlaceholderValues.CenteredTitle);

    private static PlaceholderShape? Place(Shape shape) =>
        shape.NonVisualShapeProperties?.ApplicationNonVisualDrawingProperties?.PlaceholderShape;

    private static IEnumerable<D.Paragraph> Paragraphs(Shape shape) => shape.TextBody?.Elements<D.Paragraph>() ?? [];
}
