using Preciso.Documents;
using Preciso.Reading.Facts.Totals;

namespace Preciso.Reading.Facts.Tables;

/// <summary>One table of a page with all that is known of what stands over it.</summary>
internal sealed class ReadTable(
    PageReading page, Grid grid, TablePrint print, TableContext context, ColumnHeads? carried, DocumentFrame document)
{
    public bool HasFigures => grid.HasFigures;

    /// <summary>Those that its last row stands under.</summary>
    public ColumnHeads Heads { get; } = Last(new TableReader(grid, context, carried));

    public IEnumerable<Fact> Facts(HashSet<FactCell> spent) => Read(grid, spent);

    public IEnumerable<Fact> FactsByFirstRow(HashSet<FactCell> spent) => Read(Grid.From(grid.Table, print, takeHeads: true), spent);

    public IReadOnlyList<TotalCheck> Totals() =>
        grid.HasFigures ? TableTotals.Check(grid, context, new TableReader(grid, context, carried)) : [];

    private IEnumerable<Fact> Read(Grid rows, HashSet<FactCell> spent)
    {
        var facts = new CellFacts(page, rows, context, new TableReader(rows, context, carried), document);
        return facts.Read(cell => spent.Contains(new FactCell(grid.Table.Ordinal, cell.Row, cell.Column)))
            .Select(fact => document.Namesakes.Tell(fact, context.Heading));
    }

    private static ColumnHeads Last(TableReader reader)
    {
        foreach (var _ in reader.NumberRows())
        {
            // The heads are those of the row that comes last.
        }

        return reader.Heads;
    }
}
