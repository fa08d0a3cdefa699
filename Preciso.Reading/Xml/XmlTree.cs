using System.Xml;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Preciso.Reading.Xml;

/// <summary>An XML file as a tree, of the same elements that HTML makes, so that inline XBRL is read like HTML.</summary>
internal static class XmlTree
{
    /// <summary>A <see cref="ReadingException"/> if it is broken, too large, too deep, or has a DTD.</summary>
    /// <param name="dtd">Whether a DTD may stand there; nothing of it is ever taken.</param>
    public static IElement Load(string path, ReadingOptions options, DtdProcessing dtd = DtdProcessing.Prohibit)
    {
        using var text = MarkupText.Open(path, options);
        using var xml = XmlReader.Create(text, Settings(dtd));
        return SafeXml.Try(() => Build(xml));
    }

    private static XmlReaderSettings Settings(DtdProcessing dtd) => new()
    {
        DtdProcessing = dtd,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private static IElement Build(XmlReader xml)
    {
        var document = new HtmlParser().ParseDocument("");
        IElement? root = null;
        INode? open = null;
        for (var nodes = 0; xml.Read();)
        {
            if (xml.NodeType is XmlNodeType.Element)
            {
                MarkupLimits.CheckNodes(++nodes);
                MarkupLimits.CheckDepth(xml.Depth);
                var isEmpty = xml.IsEmptyElement;
                var element = Element(document, xml);
                root ??= element;
                open?.AppendChild(element);
                open = isEmpty ? open : element;
            }
            else if (xml.NodeType is XmlNodeType.EndElement)
            {
                open = open!.Parent;
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                MarkupLimits.CheckNodes(++nodes);
                open?.AppendChild(document.CreateTextNode(xml.Value));
            }
        }
        return root!;
    }

    private static IElement Element(IDocument document, XmlReader xml)
    {
        var element = document.CreateElement(xml.NamespaceURI, xml.Name);
        while (xml.MoveToNextAttribute())
        {
            if (xml.NamespaceURI.Length > 0)
            {
                element.SetAttribute(xml.NamespaceURI, xml.Name, xml.Value);
            }
            else
            {
                element.SetAttribute(xml.Name, xml.Value);
            }
        }
        xml.MoveToElement();
        return element;
    }
}
