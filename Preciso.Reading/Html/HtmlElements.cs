using AngleSharp.Dom;
using Preciso.Documents;

namespace Preciso.Reading.Html;

/// <summary>What HTML's elements are to a reader.</summary>
internal static class HtmlElements
{
    private static readonly HashSet<string> Unseen =
        ["head", "script", "style", "template", "noscript", "svg", "math", "object", "iframe", "audio", "video", "canvas", "datalist"];

    private static readonly HashSet<string> Blocks =
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li",
        "main", "menu",
        "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ];

    public static bool IsBlock(IElement element) => IsBlock(element.LocalName);

    public static bool IsBlock(string name) => Blocks.Contains(name);

    public static bool IsHidden(IElement element) =>
        Unseen.Contains(element.LocalName)
        || element.HasAttribute("hidden")
        || (element.LocalName == "header" && element.NamespaceUri?.EndsWith("/inlineXBRL", StringComparison.Ordinal) == true)
        || Style(element, "display:none") || Style(element, "visibility:hidden");

    public static bool BreaksBefore(IElement element) => Style(element, "break-before:always") || Style(element, "break-before:page");

    public static bool BreaksAfter(IElement element) => Style(element, "break-after:always") || Style(element, "break-after:page");

    public static BlockKind KindOf(IElement element, BlockKind outer) => element.LocalName switch
    {
        ['h', >= '1' and <= '6'] => BlockKind.Heading,
        "li" => BlockKind.List,
        "footer" => BlockKind.Footer,
        "p" or "div" or "span" => outer,
        _ => outer is BlockKind.List or BlockKind.Footer ? outer : BlockKind.Paragraph,
    };

    private static bool Style(IElement element, string declaration) =>
        element.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal)
            .Contains(declaration, StringComparison.OrdinalIgnoreCase) == true;
}
