using System.Globalization;
using System.Xml.Linq;
using Preciso.Reading.Office;

namespace Preciso.Reading.Hwp;

/// <summary>An HWPX file (OWPML, KS X 6101).</summary>
internal sealed class HwpxFile(string path, ReadingOptions options) : IDisposable
{
    private const string SectionName = "Contents/section";

    private readonly XmlPackage _package = new(path, options, OfficeFile.Streamed);

    public XElement? Header => Load("Contents/header.xml");

    /// <summary>In their order, each as it is asked for.</summary>
    public IEnumerable<XElement> Sections => _package.Names.Select(name => (Name: name, Number: NumberOf(name)))
        .Where(section => section.Number is not null).OrderBy(section => section.Number).Select(section => Load(section.Name)!);

    public XElement? Load(string? name) => _package.Load(name);

    public void Dispose() => _package.Dispose();

    private static int? NumberOf(string name) =>
        name.StartsWith(SectionName, StringComparison.OrdinalIgnoreCase) && name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
        && int.TryParse(name.AsSpan(SectionName.Length, name.Length - SectionName.Length - 4), NumberStyles.None,
            CultureInfo.InvariantCulture, out var number) ? number : null;
}
