using Preciso.Documents;
using Preciso.Reading.Chunking;
using Preciso.Reading.Ocr;

namespace Preciso.Reading.Tables;

/// <summary>Finds the tables among the words of a page, ruled or not, by how the words stand in lines and columns.</summary>
internal static class TableFinder
{
    /// <summary>A page of the smallest print has fewer; more are made to cost time.</summary>
    private const int MostWords = 20_000;

    public static IReadOnlyList<PageTable> Find(PageReading page, Rulings rulings)
    {
        if (page.Blocks.Sum(block => block.Lines.Sum(line => line.Words.Count)) > MostWords)
        {
            return [];
        }
        var recognised = page.Method == ReadingMethod.Ocr;
        var lines = PageLayout.Rows(page).Select(WithoutMarks).Where(row => row is { Text.Length: > 0 })
            .Select(row => TableLine.From(row!, recognised)).ToList();
        var found = BySpace(lines, rulings).ToList();
        foreach (var framed in recognised ? [] : RuledTables.Find(lines, rulings)) // what is seen as a line on a picture may be none
        {
            // Space tells heads over several columns from figures; frames tell what space cannot, small tables and tables of words.
            if (!found.Exists(table => Meet(table.Lines, framed.Lines)) || RuledTables.IsOfWords(framed.Table))
            {
                found.RemoveAll(table => Meet(table.Lines, framed.Lines));
                found.Add(framed);
            }
        }
        return [.. found.OrderBy(table => table.Lines.First)
            .Select((table, i) => Captions.Caption(table.Table, lines, table.Lines.First) with { Ordinal = i })];
    }

    private static bool Meet(LineRun one, LineRun other) => one.First <= other.Last && other.First <= one.Last;

    private static IEnumerable<(PageTable Table, LineRun Lines)> BySpace(List<TableLine> lines, Rulings rulings)
    {
        var runs = new TableLines(lines);
        var free = 0;
        foreach (var run in runs.Runs())
        {
            if (run.First >= free && TableDraft.Make(lines, runs, run, rulings) is { } found)
            {
                yield return found;
                free = found.Lines.Last + 1;
            }
        }
    }

    /// <summary>Marks of footnotes belong to no cell. Null for a row of nothing else.</summary>
    private static PageRow? WithoutMarks(PageRow row)
    {
        var words = row.Words.Where(word => !RaisedMarks.IsMark(word.Text)).ToList();
        return words.Count == row.Words.Count ? row : words.Count == 0 ? null : new PageRow(words, row.Region, row.StartsParagraph);
    }
}
