using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using Preciso.Reading.Office;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Sheets;

/// <summary>The texts of a workbook, which its cells name by number.</summary>
internal static class SharedStrings
{
    public static IReadOnlyList<string> Read(SharedStringTablePart? part)
    {
        if (part is null)
        {
            return [];
        }
        var texts = new List<string>();
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        using var xml = XmlReader.Create(stream, OfficeXml.Settings);
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                texts.Add(Text(xml));
            }
        }
        return texts;
    }

    /// <summary>
    /// The text within an element, run by run as it is printed (raised, in a font of symbols); without the reading aids (phonetic) of some
    /// languages.
    /// </summary>
    public static string Text(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }
        var (text, run) = (new StringBuilder(), new StringBuilder());
        var (isRaised, font) = (false, (string?)null);
        var depth = xml.Depth;
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                xml.Skip();
                continue;
            }
            switch (xml.NodeType, xml.LocalName)
            {
                case (XmlNodeType.Element, "vertAlign"):
                    isRaised = xml.GetAttribute("val") == "superscript";
                    break;
                case (XmlNodeType.Element, "rFont"):
                    font = xml.GetAttribute("val");
                    break;
                case (XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA, _):
                    run.Append(xml.Value);
                    break;
                case (XmlNodeType.EndElement, "r"):
                    text.Append(Print(run.ToString(), isRaised, font));
                    run.Clear();
                    (isRaised, font) = (false, null);
                    break;
            }
            xml.Read();
        }
        return text.Append(run).ToString();
    }

    private static string Print(string run, bool isRaised, string? font)
    {
        var signs = SymbolFonts.Read(font, run) ?? run;
        return isRaised ? RaisedText.Read(signs) : signs;
    }
}
