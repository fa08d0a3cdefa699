using System.Globalization;
using System.Text;
using System.Xml;
using Preciso.Documents;

namespace Preciso.Reading.PlainText;

/// <summary>A page of our own layout as a picture: each word stretched to its box.</summary>
public static class SvgPage
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    /// <summary>Where letters stand in their box, as a share of its height.</summary>
    private const double Baseline = 0.82;

    public static Stream Draw(PageReading page)
    {
        var svg = new MemoryStream();
        using (var xml = XmlWriter.Create(svg, new XmlWriterSettings { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("svg", Namespace);
            xml.WriteAttributeString("viewBox", $"0 0 {Number(page.Width)} {Number(page.Height)}");
            xml.WriteAttributeString("width", Number(page.Width));
            xml.WriteAttributeString("height", Number(page.Height));
            xml.WriteAttributeString("font-family", "'Nanum Gothic', 'Noto Sans KR', sans-serif");
            xml.WriteStartElement("rect", Namespace);
            xml.WriteAttributeString("width", "100%");
            xml.WriteAttributeString("height", "100%");
            xml.WriteAttributeString("fill", "white");
            xml.WriteEndElement();
            foreach (var cell in page.Tables.SelectMany(table => table.Cells))
            {
                DrawRules(xml, cell.Box);
            }
            foreach (var word in page.Lines.SelectMany(line => line.Words))
            {
                Draw(xml, word);
            }
            xml.WriteEndElement();
        }
        svg.Position = 0;
        return svg;
    }

    private static void DrawRules(XmlWriter xml, Box cell)
    {
        xml.WriteStartElement("rect", Namespace);
        xml.WriteAttributeString("x", Number(cell.X0));
        xml.WriteAttributeString("y", Number(cell.Y0));
        xml.WriteAttributeString("width", Number(cell.Width));
        xml.WriteAttributeString("height", Number(cell.Height));
        xml.WriteAttributeString("fill", "none");
        xml.WriteAttributeString("stroke", "#c8ccd2");
        xml.WriteAttributeString("stroke-width", "0.5");
        xml.WriteEndElement();
    }

    private static void Draw(XmlWriter xml, Word word)
    {
        xml.WriteStartElement("text", Namespace);
        xml.WriteAttributeString("x", Number(word.Box.X0));
        xml.WriteAttributeString("y", Number(word.Box.Y0 + (Baseline * word.Box.Height)));
        xml.WriteAttributeString("font-size", Number(word.Box.Height));
        xml.WriteAttributeString("textLength", Number(word.Box.Width));
        xml.WriteAttributeString("lengthAdjust", "spacingAndGlyphs");
        xml.WriteString(word.Text);
        xml.WriteEndElement();
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
