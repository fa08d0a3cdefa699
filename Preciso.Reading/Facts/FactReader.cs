using Preciso.Documents;
using Preciso.Reading.Chunking;
using Preciso.Reading.Facts.Ledgers;
using Preciso.Reading.Facts.Lines;
using Preciso.Reading.Facts.Tables;

namespace Preciso.Reading.Facts;

/// <summary>What a page says in numbers, and what became of each of them.</summary>
public sealed record PageFacts(IReadOnlyList<Fact> Facts, NumberLedger Ledger);

/// <summary>
/// Reads the facts of a document page by page: those that the file states, those of its tables, those of its lines. One reader reads one
/// document from its first page on, because names, units, heads and periods carry over.
/// </summary>
/// <param name="filename">May say of which year the document is, where its pages do not.</param>
public sealed class FactReader(string filename)
{
    private readonly DocumentFrame _document = new(filename);
    private readonly ReadTables _tables = new();
    private readonly FactAttempts _attempts = new();
    private int _next;

    /// <summary>Each way that was tried so far and what it gave.</summary>
    public IReadOnlyList<FactAttempt> Tried => _attempts.Tried;

    /// <summary>The same, one line each.</summary>
    public IReadOnlyList<string> Attempts => _attempts.Lines;

    /// <summary>The facts and the ledger of the next page.</summary>
    public PageFacts Read(PageReading page)
    {
        var numbers = new PageNumbers(page);
        var rows = PageLayout.Rows(page);
        _document.Learn(page.Page, [.. rows.Select(row => row.Text)]);
        var outside = Outside(rows, numbers);
        var tables = _tables.Read(page, outside, _document);
        var lines = new TextFacts(page, _document);
        List<Fact> facts = [.. page.Stated, .. OfTables(page, tables, Spent(page, numbers)),
            .. _attempts.Note(FactAttempts.OfLines, outside.SelectMany(lines.Read))];
        if (facts.Count == 0 && tables.Any(table => table.HasFigures))
        {
            facts = _attempts.Note(FactAttempts.LinesOfTables, rows.SelectMany(lines.Read));
            _attempts.NoteNone(page.Page, facts.Count);
        }

        var numbered = facts.ConvertAll(fact => fact with { Ordinal = _next++ });
        return new PageFacts(numbered, LedgerKeeper.Keep(page, numbers, numbered, [.. tables.SelectMany(table => table.Totals())]));
    }

    /// <summary>By their heads; where that gives nothing, by their first row and column.</summary>
    private List<Fact> OfTables(PageReading page, IReadOnlyList<ReadTable> tables, HashSet<FactCell> spent)
    {
        var withFigures = tables.Where(table => table.HasFigures).ToList();
        if (withFigures.Count == 0)
        {
            return [];
        }

        var facts = _attempts.Note(FactAttempts.CellsByHeads, withFigures.SelectMany(table => table.Facts(spent)));
        return facts.Count > 0 || page.Stated.Count > 0
            ? facts
            : _attempts.Note(FactAttempts.FirstRowAsHeads, withFigures.SelectMany(table => table.FactsByFirstRow(spent)));
    }

    /// <summary>Cells that the file's own facts cover, and those whose numbers nobody can read for sure.</summary>
    private static HashSet<FactCell> Spent(PageReading page, PageNumbers numbers) =>
    [
        .. page.Stated.Select(fact => fact.Cell ?? numbers.At(fact.Box)?.Place).OfType<FactCell>(),
        .. numbers.Cells.Where(cell => cell.HasUnreadable).Select(cell => cell.Place),
    ];

    /// <summary>The page's rows without the words that stand in cells.</summary>
    private static List<PageRow> Outside(IReadOnlyList<PageRow> rows, PageNumbers numbers) =>
    [
        .. rows.Select(row => (Row: row, Words: row.Words.Where(word => numbers.At(word.Box) is null).ToList()))
            .Where(row => row.Words.Count > 0)
            .Select(row => row.Words.Count == row.Row.Words.Count
                ? row.Row
                : new PageRow(row.Words, row.Row.Region, row.Row.StartsParagraph)),
    ];
}
