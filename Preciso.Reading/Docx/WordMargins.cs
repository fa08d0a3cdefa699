using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Docx;

/// <summary>Headers and footers: what stands on each page is read once.</summary>
internal static class WordMargins
{
    public static IEnumerable<Passage> Read(OpenXmlElement? margin) =>
        (margin?.Descendants<Paragraph>() ?? []).Select(paragraph => WordText.Read(paragraph)).Where(text => text.Length > 0)
            .Select(text => Setting.Footer(text));
}
