using Preciso.Documents;
using Preciso.Reading.Chunking;
using Preciso.Reading.Facts.Bases;
using Preciso.Reading.Facts.Units;

namespace Preciso.Reading.Facts.Tables;

/// <summary>
/// Follows the tables of a document, because one that goes on over the page goes on under the same heads and in the same unit.
/// </summary>
internal sealed class ReadTables
{
    private const int LinesAbove = 5;
    private const double Shifted = 14;
    private const double FarAbove = 120;

    private ColumnHeads? _heads;
    private UnitHint? _unit;

    public IReadOnlyList<ReadTable> Read(PageReading page, IReadOnlyList<PageRow> outside, DocumentFrame document)
    {
        var tables = new List<ReadTable>();
        PageTable? previous = null;
        var prints = page.Tables.Select(table => new TablePrint(table, page.Method)).ToList();
        prints.ForEach(print => document.Learn(print.Marks));
        var passing = new Queue<PageRow>(outside.OrderBy(row => row.Box.Y0));
        document.Headings.Begin(page);
        foreach (var (table, print) in page.Tables.Zip(prints))
        {
            Pass(passing, table.Box.Y0 + 2, document);
            var goesOn = _heads?.Columns == table.Columns && (previous is null ? table.Continues : IsSplit(previous, table));
            var above = Above(table, previous, outside);
            var context = new TableContext(table, Sentence(above), goesOn ? _unit : null, document.Periods)
            {
                Basis = BasisWords.InTitle(table.Title ?? "").Within(document.Headings.Basis),
                Heading = table.Title is { } title && RunningHeading.NamesContent(title) ? title : document.Headings.Heading,
            };
            print.Document = document.Mark;
            var heads = goesOn ? _heads : HeadsAbove.Find(table, above);
            var read = new ReadTable(page, Grid.From(table, print), print, context, heads, document);
            tables.Add(read);
            document.Headings.PassTable();
            (_heads, _unit, previous) = (read.Heads, context.Unit, table);
        }

        Pass(passing, double.MaxValue, document);
        return tables;
    }

    private static void Pass(Queue<PageRow> rows, double bottom, DocumentFrame document)
    {
        while (rows.TryPeek(out var row) && row.Box.Y1 <= bottom)
        {
            document.Headings.Pass(rows.Dequeue());
        }
    }

    /// <summary>
    /// A line of words may cut a table in two: the lower part has no heads, and its columns stand where those of the upper one do.
    /// </summary>
    private static bool IsSplit(PageTable upper, PageTable lower) =>
        lower.Box.Y0 - upper.Box.Y1 < FarAbove
        && !lower.Cells.Any(cell => cell.IsHeader && cell.Column > 0)
        && Edges(upper).Zip(Edges(lower)).All(pair => Math.Abs(pair.First - pair.Second) < Shifted);

    /// <summary>Where the columns end at the right, as numbers do.</summary>
    private static IEnumerable<double> Edges(PageTable table) => table.Cells
        .Where(cell => cell is { ColumnSpan: 1, Column: > 0, IsHeader: false })
        .GroupBy(cell => cell.Column).OrderBy(column => column.Key)
        .Select(column => column.Max(cell => cell.Box.X1));

    /// <summary>The lines over the table, the nearest first.</summary>
    private static List<PageRow> Above(PageTable table, PageTable? previous, IReadOnlyList<PageRow> outside)
    {
        var top = Math.Max(previous?.Box.Y1 - 2 ?? double.MinValue, table.Box.Y0 - FarAbove);
        return
        [
            .. outside
                .Where(row => row.Box.Y1 <= table.Box.Y0 + 2 && row.Box.Y0 >= top && row.Box.X0 < table.Box.X1 && table.Box.X0 < row.Box.X1)
                .OrderByDescending(row => row.Box.Y0)
                .Take(LinesAbove),
        ];
    }

    /// <summary>What leads over to the table: no further up than its sentence begins.</summary>
    private static string Sentence(List<PageRow> above)
    {
        var lines = above.Select(row => row.Text).Where(line => line.Length > 0).ToList();
        return string.Join(' ', lines.Take(1).Concat(lines.Skip(1).TakeWhile(line => !Sentences.IsEnded(line))).Reverse());
    }
}
