using System.Xml;
using System.Xml.Linq;
using Preciso.Reading.Office;

namespace Preciso.Reading.OpenDocument;

/// <summary>An OpenDocument file.</summary>
internal sealed class OdfFile : IDisposable
{
    private const string Content = "content.xml";

    private readonly XmlPackage _package;

    /// <param name="streamed">A part that need not fit in memory.</param>
    public OdfFile(string path, ReadingOptions options, string streamed = "\n")
    {
        _package = new XmlPackage(path, options, streamed);
        Styles = new OdfStyles(_package.Load("styles.xml"), Automatic());
    }

    public OdfStyles Styles { get; }

    public XElement Body => (_package.Load(Content) ?? throw OfficeFile.Damaged()).Child("body") ?? throw OfficeFile.Damaged();

    public XmlReader Read() => XmlReader.Create(_package.Part(Content) ?? throw OfficeFile.Damaged(), OfficeXml.Settings);

    /// <summary>A document within the document (a chart, an equation); null if it is not there.</summary>
    public XElement? Object(string? reference) =>
        reference?.TrimStart('.', '/') is { Length: > 0 } folder ? _package.Load($"{folder}/{Content}") : null;

    public void Dispose() => _package.Dispose();

    /// <summary>The styles that stand before the content, which may be long.</summary>
    private XElement? Automatic()
    {
        using var xml = Read();
        try
        {
            while (xml.Read() && xml.LocalName != "body")
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "automatic-styles" })
                {
                    return (XElement)XNode.ReadFrom(xml);
                }
            }
            return null;
        }
        catch (XmlException)
        {
            throw OfficeFile.Damaged();
        }
    }
}
