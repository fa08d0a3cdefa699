using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Preciso.Reading.Html;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Docx;

/// <summary>Whole files of other kinds that stand within a document (altChunk), as programs that write reports leave them.</summary>
/// <param name="depth">How many documents are around.</param>
internal sealed class WordChunks(ReadingOptions options, int depth = 0)
{
    private const int Deepest = 3;

    public IEnumerable<Passage> Read(MainDocumentPart main, AltChunk chunk)
    {
        if (chunk.Id?.Value is not { } id || !main.TryGetPartById(id, out var part))
        {
            return [Unread("nothing")];
        }
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        var content = OfficeFile.Copy(stream, options);
        return part.ContentType.ToLowerInvariant() switch
        {
            "text/html" or "application/xhtml+xml" => Html(content),
            "text/plain" => Text(content),
            var type when type.Contains("wordprocessingml", StringComparison.Ordinal) && depth < Deepest => Word(content),
            var type => [Unread(type)],
        };
    }

    private IEnumerable<Passage> Html(MemoryStream content)
    {
        using var text = MarkupText.Open(content, options);
        using var document = HtmlSource.Parse(text.ReadToEnd());
        foreach (var passage in HtmlPassages.Read(document.DocumentElement))
        {
            yield return passage;
        }
    }

    private IEnumerable<Passage> Text(MemoryStream content)
    {
        using var text = MarkupText.Open(content, options);
        while (text.ReadLine() is { } line)
        {
            if (Readable.Line(line) is { Length: > 0 } readable)
            {
                yield return Setting.Paragraph(readable);
            }
        }
    }

    private IEnumerable<Passage> Word(MemoryStream content)
    {
        using var document = OfficeFile.Open(content, options, inner => WordprocessingDocument.Open(inner, isEditable: false));
        foreach (var passage in WordBody.Read(document, new WordChunks(options, depth + 1)))
        {
            yield return passage;
        }
    }

    private static Passage Unread(string type) => Setting.Unread(
        "embedded_part_unread",
        $"An embedded part of the document (altChunk, {type}) is not read. Open the document in Word, save it anew and upload that.");
}
