using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace Preciso.Reading.Html;

/// <summary>
/// Watches a page while it is parsed. A parser must repair what is never closed: it looks through all open elements at each tag, and
/// opens formatting that was left open again in each paragraph. Small pages made for that would take hours and gigabytes.
/// </summary>
internal sealed class HtmlGuard
{
    private const int Deepest = 512;

    /// <summary>Elements that have no end, or need not say it.</summary>
    private static readonly HashSet<string> Endless =
    [
        "area", "base", "body", "br", "caption", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li",
        "link", "meta",
        "optgroup", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
    ];

    private static readonly HashSet<string> Formatting = ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike",
        "strong", "tt", "u"];

    /// <summary>The only ones that a slash ends, and only in a drawing.</summary>
    private static readonly HashSet<string> Shapes =
        ["circle", "ellipse", "image", "line", "path", "polygon", "polyline", "rect", "stop", "use"];

    private bool _inDrawing;
    private int _open;
    private int _formats;
    private int _nodes;

    public void Watch(HtmlToken token)
    {
        var isStart = token.Type == HtmlTokenType.StartTag;
        if (!isStart && token.Type != HtmlTokenType.EndTag)
        {
            return;
        }
        var step = isStart ? 1 : -1;
        if (isStart)
        {
            MarkupLimits.CheckNodes(_nodes += 1 + (Formatting.Contains(token.Name) ? 0 : _formats));
        }
        _inDrawing = token.Name == "svg" ? isStart : _inDrawing && !HtmlElements.IsBlock(token.Name) && !Formatting.Contains(token.Name);
        var isShape = _inDrawing && token is HtmlTagToken { IsSelfClosing: true } && Shapes.Contains(token.Name);
        if (!Endless.Contains(token.Name) && !isShape)
        {
            MarkupLimits.CheckDepth(_open = Math.Max(0, _open + step), Deepest);
        }
        if (Formatting.Contains(token.Name))
        {
            _formats = Math.Max(0, _formats + step);
        }
    }
}
