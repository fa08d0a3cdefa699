using System.Globalization;
using AngleSharp.Dom;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Html;

/// <summary>The grid of a table: cells with spans take the places that they cover, as in a browser.</summary>
internal static class HtmlTable
{
    private const int WidestSpan = 1000;
    private const int MostColumns = 16_384;

    /// <summary>So deep within each other, tables are there for the layout.</summary>
    private const int DeepestTable = 6;

    public static IEnumerable<IReadOnlyList<SourceCell>> Rows(IElement table, HtmlSight sight)
    {
        var rows = RowsOf(table, sight.Styles).ToList();
        var covered = new List<int>(); // so many rows yet, column by column
        for (var row = 0; row < rows.Count; row++)
        {
            var isHead = rows[row].ParentElement?.LocalName == "thead";
            yield return [.. Row(rows[row], covered, rows.Count - row, isHead, sight)];
            for (var column = 0; column < covered.Count; column++)
            {
                covered[column] = Math.Max(0, covered[column] - 1);
            }
        }
    }

    public static IElement? Caption(IElement table) => table.Children.FirstOrDefault(child => child.LocalName == "caption");

    /// <summary>Most of what it holds stands in tables within it: its cells are no more than places on the screen.</summary>
    public static bool IsLayout(IElement table)
    {
        if (DepthOf(table) > DeepestTable)
        {
            return true;
        }
        var inner = table.QuerySelectorAll("table").Where(nested => Nearest(nested) == table).ToList();
        return inner.Count > 0 && 2 * inner.Sum(nested => nested.TextContent.Length) > table.TextContent.Length;
    }

    private static IEnumerable<SourceCell> Row(
        IElement row, List<int> covered, int rowsLeft, bool isHead, HtmlSight sight)
    {
        var column = 0;
        foreach (var cell in row.Children.Where(child => child.LocalName is "td" or "th" && !sight.Styles.IsGone(child)))
        {
            while (column < covered.Count && covered[column] > 0)
            {
                column++;
            }
            var width = Free(covered, column, Span(cell, "colspan", WidestSpan));
            var height = Span(cell, "rowspan", rowsLeft);
            for (var place = column; place < column + width; place++)
            {
                covered.AddRange(Enumerable.Repeat(0, Math.Max(0, place + 1 - covered.Count)));
                covered[place] = height;
            }
            yield return new SourceCell(column, HtmlText.Read(cell, sight), isHead || cell.LocalName == "th", height, width);
            column += width;
        }
    }

    /// <summary>Cells never overlap: a span ends where another one covers the place.</summary>
    private static int Free(List<int> covered, int column, int span)
    {
        var free = 1;
        while (free < span && (column + free >= covered.Count || covered[column + free] == 0))
        {
            free++;
        }
        return column + free <= MostColumns ? free : throw ReadingException.Input(
            "table_too_wide", $"A table has more than {MostColumns} columns. Split it.");
    }

    /// <summary>"0" is to the end of the table.</summary>
    private static int Span(IElement cell, string name, int most) =>
        int.TryParse(cell.GetAttribute(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var span) && span >= 0
            ? Math.Clamp(span == 0 ? most : span, 1, most)
            : 1;

    private static IEnumerable<IElement> RowsOf(IElement table, HtmlStyles styles)
    {
        var groups = table.Children.Where(child => !styles.IsGone(child)).ToList();
        return groups.Where(group => group.LocalName == "thead")
            .Concat(groups.Where(group => group.LocalName is "tbody" or "tr"))
            .Concat(groups.Where(group => group.LocalName == "tfoot"))
            .SelectMany(group => group.LocalName == "tr"
                ? [group]
                : group.Children.Where(row => row.LocalName == "tr" && !styles.IsGone(row)));
    }

    private static IElement? Nearest(IElement element)
    {
        var outer = element.ParentElement;
        while (outer is not null && outer.LocalName != "table")
        {
            outer = outer.ParentElement;
        }
        return outer;
    }

    private static int DepthOf(IElement table)
    {
        var depth = 0;
        for (var outer = Nearest(table); outer is not null && depth <= DeepestTable; outer = Nearest(outer))
        {
            depth++;
        }
        return depth;
    }
}
