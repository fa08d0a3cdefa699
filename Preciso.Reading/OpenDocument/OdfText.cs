using System.Globalization;
using System.Xml.Linq;
using Preciso.Reading.Office;
using Preciso.Reading.Structure;

namespace Preciso.Reading.OpenDocument;

/// <summary>Text of paragraphs, as it is printed: without what is deleted, hidden, or stands for itself (notes, boxes).</summary>
internal sealed class OdfText(OdfStyles styles)
{
    private const int MostSpaces = 100;

    /// <summary>Those of the paragraph itself stand for themselves.</summary>
    public static bool IsApart(XElement element) => element.Name.LocalName
        is "note" or "annotation" or "annotation-end" or "frame" or "custom-shape" or "ruby-text" or "tracked-changes" or "forms";

    /// <summary>Of a cell or a note: its paragraphs, one after the other.</summary>
    public string Line(XElement? element) => Readable.Line(string.Join(' ', Paragraphs(element).Select(Read)));

    public bool IsHidden(XElement element) => element.Name.LocalName switch
    {
        "hidden-text" or "hidden-paragraph" => element.Says("is-hidden") == "true",
        "section" => element.Says("display") is "none" || styles.IsHidden("section", element.Says("style-name")),
        "p" or "h" => styles.IsHidden("paragraph", element.Says("style-name"))
            || element.Elements().Any(child => child.Is("hidden-paragraph") && child.Says("is-hidden") == "true"),
        "span" => styles.IsHidden("text", element.Says("style-name")),
        _ => false,
    };

    public string Read(XElement paragraph)
    {
        var text = new TextBuffer();
        Append(paragraph, text, Print(paragraph, "paragraph"));
        return text.Take().Text;
    }

    private IEnumerable<XElement> Paragraphs(XElement? element) =>
        (element?.Elements() ?? []).Where(child => !IsApart(child) && !IsHidden(child))
            .SelectMany(child => child.Name.LocalName is "p" or "h" ? [child] : Paragraphs(child));

    private void Append(XElement element, TextBuffer text, (bool IsRaised, string? Font) print)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText said:
                    var signs = SymbolFonts.Read(print.Font, said.Value) ?? said.Value;
                    text.Append(print.IsRaised ? RaisedText.Read(signs) : signs);
                    break;
                case XElement child when !IsApart(child) && !IsHidden(child):
                    Append(child, text, print, child.Name.LocalName);
                    break;
            }
        }
    }

    private void Append(XElement child, TextBuffer text, (bool IsRaised, string? Font) print, string name)
    {
        switch (name)
        {
            case "s":
                text.Append(new string(' ', Math.Clamp(Number(child.Says("c"), 1), 1, MostSpaces)));
                break;
            case "tab":
                text.Space();
                break;
            case "line-break":
                text.Break();
                break;
            case "span":
                var own = Print(child, "text");
                Append(child, text, (own.IsRaised || print.IsRaised, own.Font ?? print.Font));
                break;
            case "fieldmark" when child.Says("type")?.EndsWith("FORMCHECKBOX", StringComparison.Ordinal) == true:
                text.Append(child.Elements().Any(IsTick) ? "☒" : "☐");
                break;
            default:
                Append(child, text, print);
                break;
        }
    }

    private static bool IsTick(XElement parameter) =>
        parameter.Says("name")?.EndsWith("_Checked", StringComparison.Ordinal) == true && parameter.Says("value") == "true";

    private (bool IsRaised, string? Font) Print(XElement element, string family) =>
        (styles.IsRaised(family, element.Says("style-name")), styles.Font(family, element.Says("style-name")));

    public static int Number(string? text, int otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
