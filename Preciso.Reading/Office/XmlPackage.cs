using System.IO.Compression;
using System.Xml.Linq;
using Preciso.Reading.Archives;
using Preciso.Reading.Sniffing;

namespace Preciso.Reading.Office;

/// <summary>
/// A file of a stranger that is XML packed together with a manifest (OpenDocument, OWPML): checked as Office files are before any of it is
/// held in memory.
/// </summary>
internal sealed class XmlPackage : IDisposable
{
    private readonly ZipArchive _archive;

    /// <param name="streamed">A part that need not fit in memory.</param>
    public XmlPackage(string path, ReadingOptions options, string streamed)
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
    }

    public IEnumerable<string> Names => _archive.Entries.Select(entry => entry.FullName);

    /// <summary>Null if it is not there.</summary>
    public XElement? Load(string? name)
    {
        using var part = name is null ? null : Part(name);
        return part is null ? null : OfficeXml.Load(part);
    }

    /// <summary>Null if it is not there.</summary>
    public Stream? Part(string name) => _archive.GetEntry(name)?.Open();

    public void Dispose() => _archive.Dispose();
}
