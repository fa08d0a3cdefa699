using AngleSharp.Dom;
using Preciso.Documents;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Html;

/// <summary>The text of one element as it is seen, on one line.</summary>
internal static class HtmlText
{
    /// <summary>Without recursion: a page may be nested as deep as it likes.</summary>
    /// <param name="facts">What elements state.</param>
    public static MarkedText Read(IElement element, IReadOnlyDictionary<IElement, Fact> facts)
    {
        var text = new TextBuffer();
        var steps = new Stack<(INode Node, int? Since)>();
        steps.Push((element, null));
        while (steps.TryPop(out var step))
        {
            if (step.Node is IText { Data: var data })
            {
                text.Append(data);
            }
            else if (step is { Node: IElement left, Since: { } since })
            {
                End(left, since, text, facts);
            }
            else if (step.Node is IElement entered && !HtmlElements.IsHidden(entered))
            {
                Begin(entered, text, facts, steps);
            }
        }
        return text.Take();
    }

    private static void Begin(
        IElement element, TextBuffer text, IReadOnlyDictionary<IElement, Fact> facts, Stack<(INode Node, int? Since)> steps)
    {
        if (element.LocalName == "br" || HtmlElements.IsBlock(element))
        {
            text.Space();
        }
        steps.Push((element, facts.ContainsKey(element) ? text.Begin() : 0));
        for (var child = element.LastChild; child is not null; child = child.PreviousSibling)
        {
            steps.Push((child, null));
        }
    }

    private static void End(IElement element, int since, TextBuffer text, IReadOnlyDictionary<IElement, Fact> facts)
    {
        if (facts.TryGetValue(element, out var fact))
        {
            text.Mark(since, fact);
        }
        if (HtmlElements.IsBlock(element))
        {
            text.Space();
        }
    }
}
