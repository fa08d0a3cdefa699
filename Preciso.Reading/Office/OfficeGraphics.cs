using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Preciso.Reading.PlainText;

namespace Preciso.Reading.Office;

/// <summary>Charts and SmartArt wherever they stand in an Office file.</summary>
internal static class OfficeGraphics
{
    /// <param name="owner">The part in which the graphic stands.</param>
    public static IEnumerable<Passage> Read(OpenXmlElement graphic, OpenXmlPart owner) =>
        graphic.Descendants().SelectMany(element => element.LocalName switch
        {
            "chart" => Part(owner, element, "id") switch
            {
                ChartPart chart => ChartTable.Read(OfficeXml.Load(chart)),
                ExtendedChartPart chart => ChartTable.ReadNew(OfficeXml.Load(chart)),
                _ => [],
            },
            "relIds" => Part(owner, element, "dm") is { } data ? Diagram.Read(OfficeXml.Load(data)) : [],
            _ => [],
        });

    private static OpenXmlPart? Part(OpenXmlPart owner, OpenXmlElement element, string name) =>
        element.GetAttributes().FirstOrDefault(attribute => attribute.LocalName == name).Value is { } id
        && owner.TryGetPartById(id, out var part) ? part : null;
}
