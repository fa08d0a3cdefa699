using Preciso.Documents;
using Preciso.Reading.Ocr;

namespace Preciso.Reading.Tables;

/// <summary>
/// Tables whose every cell has its frame: the frames alone say what is a cell, so that small tables and tables of words are found too.
/// </summary>
internal static class RuledTables
{
    private const double LeastFilled = 0.4;
    private const double MostWordsInCell = 25;
    private const double Sure = 0.98;

    /// <summary>Each with the first and last line of the page that it takes.</summary>
    public static IEnumerable<(PageTable Table, LineRun Lines)> Find(IReadOnlyList<TableLine> lines, Rulings rulings)
    {
        foreach (var grid in RuledGrid.Find(rulings))
        {
            if (Run(lines, grid.Box) is { } run && Make(grid, [.. lines.Skip(run.First).Take(run.Last - run.First + 1)]) is { } table
                && !GoesOn(lines, run.First - 1, table) && !GoesOn(lines, run.Last + 1, table))
            {
                yield return (table, run);
            }
        }
    }

    public static bool IsOfWords(PageTable table) => !table.Cells.Any(IsAmount);

    /// <summary>Null where a line reaches out of the frame: something else stands beside it.</summary>
    private static LineRun? Run(IReadOnlyList<TableLine> lines, Box box)
    {
        var within = Enumerable.Range(0, lines.Count).Where(i => Middle(lines[i].Box) > box.Y0 && Middle(lines[i].Box) < box.Y1).ToList();
        return within.Count >= 2 && within[^1] - within[0] == within.Count - 1
            && within.TrueForAll(i => lines[i].Box.X0 > box.X0 - lines[i].Em && lines[i].Box.X1 < box.X1 + lines[i].Em)
            ? new LineRun(within[0], within[^1])
            : null;
    }

    private static PageTable? Make(RuledGrid grid, List<TableLine> lines)
    {
        var places = grid.Cells();
        var words = lines
            .SelectMany((line, i) => line.Segments.SelectMany(segment => segment.Words).Select(word => (Line: i, Word: word)))
            .GroupBy(item => grid.At((item.Word.Box.X0 + item.Word.Box.X1) / 2, Middle(item.Word.Box)) is var at
                ? places.FindIndex(place => Holds(place, at))
                : -1)
            .ToDictionary(place => place.Key, place => place.ToList());
        if (words.ContainsKey(-1) || words.Count < LeastFilled * places.Count || words.Count < 4
            || words.Values.Average(cell => cell.Count) > MostWordsInCell)
        {
            return null;
        }
        var cells = words.OrderBy(cell => cell.Key).Select(cell => Cell(places[cell.Key], cell.Value)).ToList();
        var isGrid = cells.Select(cell => cell.Row).Distinct().Count() >= 2 && cells.Select(cell => cell.Column).Distinct().Count() >= 2;
        return isGrid && !HoldsRows(words.Values) ? new PageTable(0, grid.Box, grid.Rows, grid.Columns, Marked(cells), Sure) : null;
    }

    /// <summary>Several figures one beneath the other in one frame: its rows are not ruled.</summary>
    private static bool HoldsRows(IEnumerable<List<(int Line, Word Word)>> cells) => cells.Any(cell =>
        cell.GroupBy(item => item.Line).Count(line => new Segment([.. line.Select(item => item.Word)]).IsAmount) >= 2);

    private static TableCell Cell((int Row, int Column, int RowSpan, int ColumnSpan) place, List<(int Line, Word Word)> words)
    {
        var segments = words.GroupBy(item => item.Line).Select(line => new Segment([.. line.Select(item => item.Word)]));
        return Cells.Make(place.Row, place.Column, [.. segments], isHeader: false, place.RowSpan, place.ColumnSpan);
    }

    /// <summary>Heads stand above the first row with figures, labels left of it; in a table of words the first row is heads.</summary>
    private static List<TableCell> Marked(List<TableCell> cells)
    {
        var first = cells.Where(cell => cell.Column > 0 && IsAmount(cell)).Select(cell => cell.Row).DefaultIfEmpty(1).Min();
        var hasLabels = cells.Where(cell => cell.Column == 0 && cell.Row >= first).All(cell => !IsAmount(cell));
        return cells.ConvertAll(cell => cell with { IsHeader = cell.Row < first || (cell.Column == 0 && hasLabels) });
    }

    private static bool IsAmount(TableCell cell) =>
        new Segment([.. cell.Text.Split(' ').Select(word => new Word(word, cell.Box))]).IsAmount;

    /// <summary>Rows without frames go on above or below: the frames are not the whole of it.</summary>
    private static bool GoesOn(IReadOnlyList<TableLine> lines, int i, PageTable table) =>
        i >= 0 && i < lines.Count && lines[i].IsTabular && lines[i].HasAmount
        && Math.Max(table.Box.Y0 - lines[i].Box.Y1, lines[i].Box.Y0 - table.Box.Y1) < 1.5 * lines[i].Em;

    private static bool Holds((int Row, int Column, int RowSpan, int ColumnSpan) place, (int Row, int Column) at) =>
        at.Row >= place.Row && at.Row < place.Row + place.RowSpan
        && at.Column >= place.Column && at.Column < place.Column + place.ColumnSpan;

    private static double Middle(Box box) => (box.Y0 + box.Y1) / 2;
}
