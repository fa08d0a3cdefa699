using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Preciso.Reading.Docx;

/// <summary>Footnotes and endnotes, which are read behind the paragraph that refers to them.</summary>
internal sealed class WordNotes(MainDocumentPart main)
{
    private readonly Dictionary<long, string> _footnotes = Texts(main.FootnotesPart?.Footnotes);
    private readonly Dictionary<long, string> _endnotes = Texts(main.EndnotesPart?.Endnotes);

    public IEnumerable<string> Find(OpenXmlElement paragraph) =>
        paragraph.Descendants().Select(Note).OfType<string>().Where(note => note.Length > 0);

    private string? Note(OpenXmlElement element) => element switch
    {
        FootnoteReference { Id.Value: var id } => _footnotes.GetValueOrDefault(id),
        EndnoteReference { Id.Value: var id } => _endnotes.GetValueOrDefault(id),
        _ => null,
    };

    private static Dictionary<long, string> Texts(OpenXmlElement? notes)
    {
        var texts = new Dictionary<long, string>();
        foreach (var note in notes?.Elements<FootnoteEndnoteType>() ?? [])
        {
            texts[note.Id?.Value ?? 0] = WordText.Read(note);
        }
        return texts;
    }
}
