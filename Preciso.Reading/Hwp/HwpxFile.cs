using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using Preciso.Reading.Archives;
using Preciso.Reading.Office;
using Preciso.Reading.Sniffing;

namespace Preciso.Reading.Hwp;

/// <summary>An HWPX file of a stranger (OWPML, KS X 6101): checked as Office files are before any of it is held in memory.</summary>
internal sealed class HwpxFile : IDisposable
{
    private const string SectionName = "Contents/section";

    private readonly ZipArchive _archive;

    public HwpxFile(string path, ReadingOptions options)
    {
        var file = File.OpenRead(path);
        try
        {
            OfficeFile.Check(file, options);
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

    public XElement? Header => Load("Contents/header.xml");

    /// <summary>In their order, each as it is asked for.</summary>
    public IEnumerable<XElement> Sections => _archive.Entries.Select(entry => (entry.FullName, Number: NumberOf(entry.FullName)))
        .Where(entry => entry.Number is not null).OrderBy(entry => entry.Number).Select(entry => Load(entry.FullName)!);

    public XElement? Load(string? name)
    {
        using var part = name is null ? null : _archive.GetEntry(name)?.Open();
        return part is null ? null : OfficeXml.Load(part);
    }

    public void Dispose() => _archive.Dispose();

    private static int? NumberOf(string name) =>
        name.StartsWith(SectionName, StringComparison.OrdinalIgnoreCase) && name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
        && int.TryParse(name.AsSpan(SectionName.Length, name.Length - SectionName.Length - 4), NumberStyles.None,
            CultureInfo.InvariantCulture, out var number) ? number : null;
}
