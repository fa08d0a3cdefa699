using DocumentFormat.OpenXml.Wordprocessing;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Docx;

/// <summary>The grid of a Word table. Tables within its cells are read as their text.</summary>
internal sealed class WordTable(WordText text)
{
    private const int MostColumns = 1000;

    public IEnumerable<IReadOnlyList<SourceCell>> Rows(Table table)
    {
        var rows = table.Descendants<TableRow>()
            .Where(row => OwnerOf(row) == table && row.TableRowProperties?.GetFirstChild<Deleted>() is null)
            .Select(Cells).ToList();
        var below = new Dictionary<int, int>(); // so many rows go on with the cell over them, column by column
        for (var row = rows.Count - 1; row >= 0; row--)
        {
            var over = new Dictionary<int, int>();
            for (var i = 0; i < rows[row].Count; i++)
            {
                var (cell, goesOn) = rows[row][i];
                var span = 1 + below.GetValueOrDefault(cell.Column);
                rows[row][i] = (cell with { RowSpan = span }, goesOn);
                over[cell.Column] = goesOn ? span : 0;
            }
            below = over;
        }
        return rows.Select(row => (IReadOnlyList<SourceCell>)[.. row.Where(cell => !cell.GoesOn).Select(cell => cell.Cell)]);
    }

    private List<(SourceCell Cell, bool GoesOn)> Cells(TableRow row)
    {
        var cells = new List<(SourceCell Cell, bool GoesOn)>();
        var isHead = row.TableRowProperties?.GetFirstChild<TableHeader>() is not null;
        var column = Math.Clamp(row.TableRowProperties?.GetFirstChild<GridBefore>()?.Val?.Value ?? 0, 0, MostColumns);
        foreach (var cell in row.Descendants<TableCell>().Where(cell => cell.Ancestors<TableRow>().First() == row))
        {
            var span = Math.Clamp(cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1, 1, MostColumns);
            var merge = cell.TableCellProperties?.VerticalMerge;
            cells.Add((
                new SourceCell(column, text.IsLeftOut(cell) ? "" : RaisedText.WithoutMarks(text.Read(cell)), isHead, RowSpan: 1, span),
                merge is not null && (merge.Val is null || merge.Val.Value == MergedCellValues.Continue)));
            column += span;
        }
        return cells;
    }

    /// <summary>Rows and cells may stand in content controls.</summary>
    private static Table OwnerOf(TableRow row) => row.Ancestors<Table>().First();
}
