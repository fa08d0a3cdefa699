using System.Xml.Linq;
using Preciso.Reading.Office;
using Preciso.Reading.Structure;

namespace Preciso.Reading.OpenDocument;

/// <summary>The grid of a table in a text, on a slide, or behind a chart. Cells that others cover are there, and say so.</summary>
internal sealed class OdfTable(OdfText text)
{
    private const int MostColumns = 1000;
    private const int MostRows = 100_000;

    public IEnumerable<IReadOnlyList<SourceCell>> Rows(XElement table)
    {
        var rows = RowsOf(table).SelectMany(row => Enumerable.Repeat(row, Repeated(row, "number-rows-repeated", MostRows)))
            .Take(MostRows).ToList();
        for (var row = 0; row < rows.Count; row++)
        {
            var isHead = rows[row].Parent!.Is("table-header-rows");
            yield return [.. Cells(rows[row], isHead, rows.Count - row)];
        }
    }

    public static int Repeated(XElement element, string attribute, int most) =>
        Math.Clamp(OdfText.Number(element.Says(attribute), 1), 1, most);

    public static bool IsHidden(XElement element) => element.Says("visibility") is "collapse" or "filter";

    private IEnumerable<SourceCell> Cells(XElement row, bool isHead, int rowsLeft)
    {
        var column = 0;
        foreach (var cell in row.Elements().Where(cell => cell.Name.LocalName is "table-cell" or "covered-table-cell"))
        {
            for (var n = Repeated(cell, "number-columns-repeated", MostColumns); n > 0 && column < MostColumns; n--, column++)
            {
                if (cell.Is("table-cell"))
                {
                    yield return new SourceCell(
                        column, RaisedText.WithoutMarks(text.Line(cell)), isHead, Repeated(cell, "number-rows-spanned", rowsLeft),
                        Repeated(cell, "number-columns-spanned", MostColumns));
                }
            }
        }
    }

    /// <summary>Rows may stand in groups; those of a table within a cell are its own.</summary>
    private static IEnumerable<XElement> RowsOf(XElement table) => table.Elements().Where(child => !IsHidden(child)).SelectMany(child =>
        child.Is("table-row") ? [child]
        : child.Name.LocalName is "table-header-rows" or "table-rows" or "table-row-group" ? RowsOf(child) : []);
}
