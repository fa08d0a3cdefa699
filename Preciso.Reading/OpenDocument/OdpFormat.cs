using System.Xml.Linq;
using Microsoft.Extensions.Options;
using Preciso.Documents;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.OpenDocument;

/// <summary>Presentations of LibreOffice and its like: a page for each slide.</summary>
internal sealed class OdpFormat(IOptions<ReadingOptions> options, TimeProvider time) : LaidOutFormat(options, time)
{
    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Odp];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel)
    {
        using var document = new OdfFile(file.Path, Options);
        var passages = new OdfPassages(document);
        foreach (var (slide, number) in document.Body.Children("presentation").Elements().Where(each => each.Is("page"))
            .Select((slide, i) => (slide, i + 1)))
        {
            foreach (var passage in Slide(slide, number, document, passages))
            {
                yield return passage;
            }
        }
    }

    private static IEnumerable<Passage> Slide(XElement slide, int number, OdfFile document, OdfPassages passages)
    {
        var isHidden = document.Styles.IsHidden("drawing-page", slide.Says("style-name"));
        var title = slide.Elements().FirstOrDefault(shape => shape.Says("class") == "title");
        var text = new OdfText(document.Styles);
        var name = text.Line(title);
        yield return Setting.Page($"{number}. {name}".TrimEnd() + (isHidden ? $" {PageReading.HiddenMark}" : ""));
        if (name.Length > 0)
        {
            yield return Setting.Heading(name, 1);
        }
        foreach (var passage in slide.Elements().Where(shape => shape != title).SelectMany(passages.Read))
        {
            yield return passage;
        }
        var notes = slide.Child("notes").Inner("text-box").Select(text.Line)
            .Concat(slide.Children("annotation").Select(text.Line)).Where(note => note.Length > 0);
        foreach (var note in notes)
        {
            yield return Setting.Footer(note);
        }
    }
}
