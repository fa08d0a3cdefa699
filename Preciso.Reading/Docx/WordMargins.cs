using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Docx;

/// <summary>Headers and footers: what stands on each page is read once.</summary>
internal static class WordMargins
{
    public static IEnumerable<Passage> Read(OpenXmlElement? margin, WordText text) =>
        (margin?.Descendants<Paragraph>() ?? []).Select(text.Read).Where(line => line.Length > 0).Select(line => Setting.Footer(line));
}
