using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;

namespace Preciso.Reading.Docx;

/// <summary>What a Word document holds: what stands over each page, its body, what stands under each page.</summary>
internal static class WordBody
{
    public static IEnumerable<Passage> Read(WordprocessingDocument document, WordChunks chunks)
    {
        var main = document.MainDocumentPart ?? throw OfficeFile.Damaged();
        var passages = new WordPassages(main, chunks);
        return main.HeaderParts.SelectMany(part => passages.Margin(part.Header))
            .Concat(Blocks(main).SelectMany(passages.Read))
            .Concat(main.FooterParts.SelectMany(part => passages.Margin(part.Footer)));
    }

    /// <summary>Paragraph by paragraph and table by table: the body is never in memory as a whole.</summary>
    private static IEnumerable<OpenXmlElement> Blocks(MainDocumentPart main)
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
