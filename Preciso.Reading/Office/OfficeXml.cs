using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using Preciso.Reading.Xml;

namespace Preciso.Reading.Office;

/// <summary>
/// XML of parts that is read by the names of its elements: the two dialects of Office Open XML differ in their namespaces only.
/// </summary>
internal static class OfficeXml
{
    public static XmlReaderSettings Settings { get; } = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Its size and depth have been checked with the file's.</summary>
    public static XElement Load(OpenXmlPart part)
    {
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        return Load(stream);
    }

    public static XElement Load(Stream stream)
    {
        using var xml = XmlReader.Create(stream, Settings);
        return SafeXml.Try(() => XElement.Load(xml, LoadOptions.PreserveWhitespace));
    }

    public static bool Is(this XElement element, string name) => element.Name.LocalName == name;

    public static XElement? Child(this XElement? element, string name) => element?.Elements().FirstOrDefault(child => child.Is(name));

    public static IEnumerable<XElement> Children(this XElement? element, string name) =>
        element?.Elements().Where(child => child.Is(name)) ?? [];

    public static IEnumerable<XElement> Inner(this XElement? element, string name) =>
        element?.Descendants().Where(child => child.Is(name)) ?? [];

    public static string? Says(this XElement? element, string attribute) =>
        element?.Attributes().FirstOrDefault(found => found.Name.LocalName == attribute && !found.IsNamespaceDeclaration)?.Value;

    /// <summary>What the attribute turns on: 1, true or on.</summary>
    public static bool IsOn(string? value) => value is "1" or "true" or "on";

    /// <summary>The text of drawings (a:p), a paragraph a line.</summary>
    public static IEnumerable<string> Paragraphs(this XElement? element) =>
        element.Inner("p").Select(paragraph => Readable.Line(string.Concat(paragraph.Descendants().Select(DrawingText.Read))))
            .Where(text => text.Length > 0);
}
