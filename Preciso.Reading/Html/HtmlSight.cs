using AngleSharp.Dom;
using Preciso.Documents;

namespace Preciso.Reading.Html;

/// <summary>What a reader has to know of a page beside its tree.</summary>
/// <param name="Facts">What elements state (inline XBRL).</param>
internal sealed record HtmlSight(HtmlStyles Styles, IReadOnlyDictionary<IElement, Fact> Facts)
{
    public static HtmlSight Plain(IElement root) => new(new HtmlStyles(root), new Dictionary<IElement, Fact>());

    /// <summary>Whether the element, or one in it, states a fact.</summary>
    public bool States(IElement element) =>
        Facts.Count > 0 && (Facts.ContainsKey(element) || element.Descendants<IElement>().Any(Facts.ContainsKey));
}
