using AngleSharp.Dom;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Xml;

/// <summary>
/// XML of no known kind: an element with a value reads "name: value", one with elements is a heading over them, and siblings of
/// one name that hold nothing but values are the rows of a table.
/// </summary>
internal static class XmlPassages
{
    private const int FewestRecords = 2;

    /// <summary>The recursion is as deep as a file may be nested at most.</summary>
    public static IEnumerable<Passage> Read(IElement element, int depth = 1)
    {
        yield return Setting.Heading(element.LocalName, depth);
        foreach (var passage in Attributes(element))
        {
            yield return passage;
        }
        for (INode? child = element.FirstChild; child is not null; child = child.NextSibling)
        {
            var run = child is IElement first ? XmlRecords.Run(first) : [];
            var passages = run.Count >= FewestRecords ? SetTable.Rows(XmlRecords.Rows(run), run[0].LocalName)
                : child is IElement inner ? Element(inner, depth)
                : Text(child.TextContent);
            foreach (var passage in passages)
            {
                yield return passage;
            }
            child = run.Count >= FewestRecords ? run[^1] : child;
        }
    }

    private static IEnumerable<Passage> Element(IElement element, int depth) =>
        element.ChildElementCount > 0 ? Read(element, depth + 1)
        : element.TextContent.Trim() is { Length: > 0 } value ? Text($"{element.LocalName}: {value}").Concat(Attributes(element))
        : Attributes(element);

    private static IEnumerable<Passage> Attributes(IElement element) =>
        XmlRecords.Attributes(element).SelectMany(attribute => Text($"{attribute.LocalName}: {attribute.Value}"));

    /// <summary>Long text in pieces.</summary>
    private static IEnumerable<Passage> Text(string text)
    {
        var buffer = new TextBuffer();
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            buffer.Append(word);
            buffer.Space();
            if (buffer.Length > Setting.LongestText)
            {
                yield return Setting.Paragraph(buffer.Take());
            }
        }
        if (buffer.Length > 0)
        {
            yield return Setting.Paragraph(buffer.Take());
        }
    }
}
