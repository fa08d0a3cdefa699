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

    /// <summary>Never shown, whatever a style sheet says.</summary>
    public static bool IsUnseen(IElement element) =>
        Unseen.Contains(element.LocalName)
        || (element.LocalName == "header" && element.NamespaceUri?.EndsWith("/inlineXBRL", StringComparison.Ordinal) == true);

    public static BlockKind KindOf(IElement element, BlockKind outer) => element.LocalName switch
    {
        ['h', >= '1' and <= '6'] => BlockKind.Heading,
        "li" => BlockKind.List,
        "footer" => BlockKind.Footer,
        "p" or "div" or "span" => outer,
        _ => outer is BlockKind.List or BlockKind.Footer ? outer : BlockKind.Paragraph,
    };
}
