using Preciso.Documents;
using Preciso.Reading.Fields;
using Preciso.Reading.Fields.Similarity;

namespace Preciso.Reading.Validation;

/// <summary>Reads the items of tables, each under the head of its column. Rows of totals are no items.</summary>
public static class LineItems
{
    private const int MostLines = 5000;

    private static readonly LineWords Words = EmbeddedJson.Read<LineWords>("line_columns.json");

    private static readonly Dictionary<string, string> Names = Words.Columns
        .SelectMany(column => column.Value.Select(head => (Key: NormalText.Key(head), Name: column.Key)))
        .ToDictionary(pair => pair.Key, pair => pair.Name);

    private static readonly HashSet<string> Totals = [.. Words.Totals.Select(NormalText.Key)];

    public static IReadOnlyList<DocumentLine> Read(IReadOnlyList<PageReading> pages) =>
        [.. pages.SelectMany(page => page.Tables.SelectMany(table => Lines(page.Page, table))).Take(MostLines)];

    private static IEnumerable<DocumentLine> Lines(int page, PageTable table)
    {
        var heads = Heads(table);
        foreach (var row in table.Cells.Where(cell => cell.Row > heads.LastRow).GroupBy(cell => cell.Row).OrderBy(row => row.Key))
        {
            var cells = row.Where(cell => cell.Text.Length > 0 && heads.Names.ContainsKey(cell.Column))
                .GroupBy(cell => heads.Names[cell.Column])
                .ToDictionary(group => group.Key, group => group.First().Raw ?? group.First().Text);
            if (cells.Count >= 2 && !row.Any(cell => Totals.Contains(NormalText.Key(cell.Text))))
            {
                yield return new DocumentLine(page, table.Ordinal, row.Key, cells);
            }
        }
    }

    /// <summary>The row in which most cells are names of columns that we know; without one, the table is no list of items.</summary>
    private static (Dictionary<int, string> Names, int LastRow) Heads(PageTable table)
    {
        var head = table.Cells.GroupBy(cell => cell.Row)
            .Select(row => (row.Key, Known: row.Count(cell => Names.ContainsKey(NormalText.Key(cell.Text))), Cells: row))
            .Where(row => row.Known >= 2).OrderByDescending(row => row.Known).ThenBy(row => row.Key).FirstOrDefault();
        return head.Cells is null ? ([], int.MaxValue)
            : (head.Cells.ToDictionary(cell => cell.Column, Name), head.Cells.Max(cell => cell.Row + cell.RowSpan - 1));
    }

    private static string Name(TableCell head) =>
        Names.GetValueOrDefault(NormalText.Key(head.Text)) ?? NormalText.Normalize(head.Text).Replace(' ', '_');

    private sealed record LineWords(Dictionary<string, List<string>> Columns, List<string> Totals);
}
