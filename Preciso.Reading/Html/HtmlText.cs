using AngleSharp.Dom;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Html;

/// <summary>The text of one element as it is seen, on one line.</summary>
internal static class HtmlText
{
    public enum Marks
    {
        /// <summary>Footnotes' marks are no part of it.</summary>
        Left,

        AsText,
    }

    /// <summary>Without recursion: a page may be nested as deep as it likes.</summary>
    public static MarkedText Read(IElement element, HtmlSight sight, Marks marks = Marks.Left)
    {
        var text = new TextBuffer();
        var steps = new Stack<(INode Node, int? Since)>();
        steps.Push((element, null));
        while (steps.TryPop(out var step))
        {
            if (step.Node is IText shown)
            {
                text.Append(sight.Styles.IsSeen(shown) ? shown.Data : "");
            }
            else if (step is { Node: IElement left, Since: { } since })
            {
                End(left, since, text, sight);
            }
            else if (step.Node is IElement entered && !sight.Styles.IsGone(entered)
                && (marks == Marks.AsText || entered == element || HtmlElements.IsBlock(entered) || !HtmlMarks.Take(entered, sight, text)))
            {
                Begin(entered, text, sight, steps);
            }
        }
        return text.Take();
    }

    private static void Begin(IElement element, TextBuffer text, HtmlSight sight, Stack<(INode Node, int? Since)> steps)
    {
        if (element.LocalName == "br" || HtmlElements.IsBlock(element))
        {
            text.Space();
        }
        text.Append(sight.Styles.Printed(element).Before);
        steps.Push((element, sight.Facts.ContainsKey(element) ? text.Begin() : 0));
        for (var child = element.LastChild; child is not null; child = child.PreviousSibling)
        {
            steps.Push((child, null));
        }
    }

    private static void End(IElement element, int since, TextBuffer text, HtmlSight sight)
    {
        if (sight.Facts.TryGetValue(element, out var fact))
        {
            text.Mark(since, fact);
        }
        text.Append(sight.Styles.Printed(element).After);
        if (HtmlElements.IsBlock(element))
        {
            text.Space();
        }
    }
}
