using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Preciso.Reading.Docx;

/// <summary>Footnotes, endnotes and comments, which are read behind the paragraph that refers to them.</summary>
internal sealed class WordNotes(MainDocumentPart main, WordText text)
{
    private readonly Dictionary<long, string> _footnotes = Texts(main.FootnotesPart?.Footnotes, text);
    private readonly Dictionary<long, string> _endnotes = Texts(main.EndnotesPart?.Endnotes, text);
    private readonly Dictionary<string, string> _comments = Comments(main.WordprocessingCommentsPart?.Comments, text);

    public IEnumerable<string> Find(OpenXmlElement paragraph) =>
        paragraph.Descendants().Select(Note).OfType<string>().Where(note => note.Length > 0);

    private string? Note(OpenXmlElement element) => element switch
    {
        FootnoteReference { Id.Value: var id } => _footnotes.GetValueOrDefault(id),
        EndnoteReference { Id.Value: var id } => _endnotes.GetValueOrDefault(id),
        CommentReference { Id.Value: { } id } => _comments.GetValueOrDefault(id),
        _ => null,
    };

    private static Dictionary<long, string> Texts(OpenXmlElement? notes, WordText text)
    {
        var texts = new Dictionary<long, string>();
        foreach (var note in notes?.Elements<FootnoteEndnoteType>() ?? [])
        {
            texts[note.Id?.Value ?? 0] = text.Read(note);
        }
        return texts;
    }

    private static Dictionary<string, string> Comments(Comments? comments, WordText text)
    {
        var texts = new Dictionary<string, string>();
        foreach (var comment in comments?.Elements<Comment>() ?? [])
        {
            var said = text.Read(comment);
            var author = said.Length > 0 && comment.Author?.Value is { Length: > 0 } name ? $"{name}: " : "";
            texts[comment.Id?.Value ?? ""] = author + said;
        }
        return texts;
    }
}
