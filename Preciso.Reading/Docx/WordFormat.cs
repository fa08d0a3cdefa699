using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Extensions.Options;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Docx;

/// <summary>Word documents, as they read with all tracked changes accepted.</summary>
internal sealed class WordFormat(IOptions<ReadingOptions> options, TimeProvider time) : LaidOutFormat(options, time)
{
    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Docx];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel)
    {
        using var document = OfficeFile.Open(file.Path, Options, path => WordprocessingDocument.Open(path, isEditable: false));
        var main = document.MainDocumentPart ?? throw OfficeFile.Damaged();
        var passages = new WordPassages(new WordStyles(main), new WordNotes(main));
        var headers = main.HeaderParts.SelectMany(part => WordMargins.Read(part.Header));
        var footers = main.FooterParts.SelectMany(part => WordMargins.Read(part.Footer));
        foreach (var passage in headers.Concat(Body(main).SelectMany(block => passages.Read(block))).Concat(footers))
        {
            yield return passage;
        }
    }

    /// <summary>Paragraph by paragraph and table by table: the body is never in memory as a whole.</summary>
    private static IEnumerable<OpenXmlElement> Body(MainDocumentPart main)
    {
        using var reader = OpenXmlReader.Create(main);
        var isIn = reader.Read() && reader.ElementType == typeof(DocumentFormat.OpenXml.Wordprocessing.Document) && reader.ReadFirstChild();
        while (isIn && reader.ElementType != typeof(Body))
        {
            isIn = reader.ReadNextSibling();
        }
        isIn = isIn && reader.ReadFirstChild();
        while (isIn)
        {
            if (reader.LoadCurrentElement() is { } block)
            {
                yield return block;
            }
            isIn = reader.ReadNextSibling();
        }
    }
}
