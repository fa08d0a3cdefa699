using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using Preciso.Reading.Archives;
using Preciso.Reading.Office;
using Preciso.Reading.Sniffing;

namespace Preciso.Reading.OpenDocument;

/// <summary>An OpenDocument file of a stranger: checked as Office files are before any of it is held in memory.</summary>
internal sealed class OdfFile : IDisposable
{
    private const string Content = "content.xml";

    private readonly ZipArchive _archive;

    /// <param name="streamed">A part that need not fit in memory.</param>
    public OdfFile(string path, ReadingOptions options, string streamed = "\n")
    {
        var file = File.OpenRead(path);
        try
        {
            OfficeFile.Check(file, options, streamed);
            _archive = ZipFiles.Open(file);
            if (Load("META-INF/manifest.xml").Inner("encryption-data").Any())
            {
                throw ReadingException.Input("office_encrypted", CompoundKind.OfficeEncrypted);
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }
        Styles = new OdfStyles(Load("styles.xml"), Automatic());
    }

    public OdfStyles Styles { get; }

    public XElement Body => (Load(Content) ?? throw OfficeFile.Damaged()).Child("body") ?? throw OfficeFile.Damaged();

    public XmlReader Read() => XmlReader.Create(Part(Content) ?? throw OfficeFile.Damaged(), OfficeXml.Settings);

    /// <summary>A document within the document (a chart, an equation); null if it is not there.</summary>
    public XElement? Object(string? reference) =>
        reference?.TrimStart('.', '/') is { Length: > 0 } folder ? Load($"{folder}/{Content}") : null;

    public void Dispose() => _archive.Dispose();

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

    private XElement? Load(string name)
    {
        using var part = Part(name);
        return part is null ? null : OfficeXml.Load(part);
    }

    private Stream? Part(string name) => _archive.GetEntry(name)?.Open();
}
