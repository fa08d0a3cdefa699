using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Preciso.Reading.Html;

/// <summary>HTML as a tree. Nothing in it is run, and nothing is fetched.</summary>
internal static class HtmlSource
{
    public static IDocument Load(string path, ReadingOptions options)
    {
        using var text = MarkupText.Open(path, options);
        return Parse(text.ReadToEnd());
    }

    public static IDocument Parse(string html)
    {
        var guard = new HtmlGuard();
        var parser = new HtmlParser(new HtmlParserOptions { IsScripting = false, OnToken = (token, _) => guard.Watch(token) });
        return parser.ParseDocument(html);
    }
}
