using System.Text.RegularExpressions;

namespace Preciso.Reading.Sniffing;

/// <summary>Tells HTML, inline XBRL, XBRL and other XML from text, by the first element behind declarations and comments.</summary>
internal static partial class MarkupKind
{
    private const string InlineXbrlNamespace = "/inlineXBRL";

    /// <param name="head">What the file begins with.</param>
    /// <returns>Null if it is none of them.</returns>
    public static string? Sniff(string head, string extension)
    {
        var start = Prolog().Match(head);
        var root = Root().Match(head, start.Length);
        if (!root.Success)
        {
            return null;
        }
        var isXml = start.Groups["xml"].Success || root.Groups["attributes"].Value.Contains("xmlns", StringComparison.Ordinal);
        if (IsHtml(start, root, isXml, extension))
        {
            return isXml && head.Contains(InlineXbrlNamespace, StringComparison.OrdinalIgnoreCase) ? MediaType.InlineXbrl : MediaType.Html;
        }
        return root.Groups["name"].Value is "xbrl" && isXml ? MediaType.Xbrl
            : isXml || start.Groups["doctype"].Success || extension is ".XML" or ".XBRL" ? MediaType.Xml
            : null;
    }

    private static bool IsHtml(Match start, Match root, bool isXml, string extension) =>
        root.Groups["name"].Value.Equals("html", StringComparison.OrdinalIgnoreCase)
        || start.Groups["doctype"].Value.StartsWith("html", StringComparison.OrdinalIgnoreCase)
        || (!isXml && HtmlElement().IsMatch(root.Groups["name"].Value)
            && (extension is ".HTML" or ".HTM" or ".XHTML" or ".XLS" || OnlyHtml().IsMatch(root.Groups["name"].Value)));

    [GeneratedRegex(
        @"^\uFEFF?(\s+|<\?xml\b(?<xml>)[^>]*>|<\?[^>]*>|<!--([^-]|-[^-])*-->|<!DOCTYPE\s+(?<doctype>[^\s>\[]+)(\[[^\]]*\]|[^>\[])*>)*",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Prolog();

    [GeneratedRegex(@"\G<([\w.-]+:)?(?<name>[A-Za-z_][\w.-]*)(?<attributes>[^<>]*)(>|/|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex Root();

    [GeneratedRegex(
        "^(head|body|title|meta|style|link|script|table|div|p|h[1-6]|center|font|section|article|main|ul|ol)$", RegexOptions.IgnoreCase)]
    private static partial Regex HtmlElement();

    /// <summary>Elements that nobody begins a Markdown text with.</summary>
    [GeneratedRegex("^(head|body|title|meta|style)$", RegexOptions.IgnoreCase)]
    private static partial Regex OnlyHtml();
}
