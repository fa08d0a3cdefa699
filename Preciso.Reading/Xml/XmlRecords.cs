using AngleSharp.Dom;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Xml;

/// <summary>Siblings of one name that hold nothing but values, as the rows of a table with a column for each name of a value.</summary>
internal static class XmlRecords
{
    private const int MostColumns = 1000;

    /// <summary>The element and those of its kind that follow it without another between them.</summary>
    public static IReadOnlyList<IElement> Run(IElement first)
    {
        var run = new List<IElement>();
        for (var next = first; next is not null && next.LocalName == first.LocalName && IsRecord(next); next = next.NextElementSibling)
        {
            run.Add(next);
        }
        return run;
    }

    /// <summary>What its own name space says of it is not its content.</summary>
    public static IEnumerable<IAttr> Attributes(IElement element) =>
        element.Attributes.Where(attribute => attribute.Prefix is not ("xmlns" or "xsi" or "xml") && attribute.LocalName != "xmlns");

    public static IEnumerable<IReadOnlyList<SourceCell>> Rows(IReadOnlyList<IElement> records)
    {
        var columns = records.SelectMany(Values).Select(value => value.Name).Distinct().Take(MostColumns + 1).ToList();
        if (columns.Count > MostColumns)
        {
            throw ReadingException.Input("table_too_wide", $"A table has more than {MostColumns} columns. Split it.");
        }
        yield return [.. columns.Select((name, column) => new SourceCell(column, name, IsHeader: true))];
        foreach (var record in records)
        {
            var values = Values(record).ToLookup(value => value.Name, value => value.Value);
            yield return [.. columns.Select((name, column) => new SourceCell(column, Readable.Line(string.Join(' ', values[name]))))];
        }
    }

    private static bool IsRecord(IElement element) => element.ChildElementCount > 0
        ? element.Children.All(child => child.ChildElementCount == 0)
            && !element.ChildNodes.OfType<IText>().Any(text => text.Data.Trim().Length > 0)
        : Attributes(element).Any();

    private static IEnumerable<(string Name, string Value)> Values(IElement record) =>
        Attributes(record).Select(attribute => (attribute.LocalName, attribute.Value))
            .Concat(record.ChildElementCount == 0 && record.TextContent.Trim() is { Length: > 0 } text ? [(record.LocalName, text)] : [])
            .Concat(record.Children.SelectMany(Child));

    private static IEnumerable<(string Name, string Value)> Child(IElement child) =>
        Attributes(child).Select(attribute => ($"{child.LocalName} {attribute.LocalName}", attribute.Value))
            .Prepend((child.LocalName, child.TextContent));
}
