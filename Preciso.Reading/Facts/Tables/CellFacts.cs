using Preciso.Documents;
using Preciso.Reading.Chunking;
using Preciso.Reading.Facts.Bases;
using Preciso.Reading.Facts.Numbers;
using Preciso.Reading.Facts.Units;

namespace Preciso.Reading.Facts.Tables;

/// <summary>Makes facts of the cells of one table: the row says what is measured, the column when, or the other way about.</summary>
internal sealed class CellFacts(PageReading page, Grid grid, TableContext context, TableReader reader, DocumentFrame document)
{
    private const int SnippetLength = 300;
    private const double SeveralNumbers = 0.8;
    private const double HeadsTaken = 0.6;

    private readonly Dictionary<(ColumnHeads, int), ColumnSense> _columns = [];
    private readonly Dictionary<int, string> _currencies = Signs(grid);
    private readonly HashSet<string> _repeated = Repeated(grid);
    private Dictionary<int, string>? _groups;

    /// <param name="isSpent">Cells whose numbers are facts already, or cannot be relied on.</param>
    public IEnumerable<Fact> Read(Func<TableCell, bool> isSpent)
    {
        foreach (var row in reader.NumberRows())
        {
            var label = row.Label(reader.Heads.IsBeside);
            var sense = RowSense.Infer(
                label, reader.Sections.Over(row) ?? Group(row, label), document.Periods, _repeated.Contains(label), grid.AreHeadsTaken) with
            {
                UnitBeside = reader.Heads.UnitBeside(row),
            };
            foreach (var cell in row.Cells.Where(
                cell => cell.Kind == CellKind.Amounts && !reader.Heads.IsBeside(cell.Cell.Column) && !isSpent(cell.Cell)))
            {
                foreach (var fact in Read(row, sense, cell))
                {
                    yield return fact;
                }
            }

            reader.Sections.EndAfter(label);
        }
    }

    private string? Group(GridRow row, string label) => !_repeated.Contains(label) ? null
        : (_groups ??= GroupLabels.Over(grid.Rows, _repeated.Contains)).GetValueOrDefault(row.Index);

    private IEnumerable<Fact> Read(GridRow row, RowSense sense, GridCell cell)
    {
        var column = Column(cell);
        var label = sense.MetricIsInColumn ? column.Name : sense.Label;
        if (!label.Any(char.IsLetter))
        {
            yield break;
        }

        for (var i = 0; i < cell.Amounts.Count; i++)
        {
            yield return Make(row, sense, cell, column, Period(sense, column, cell, i), cell.Amounts[i]);
        }
    }

    private FactPeriod? Period(RowSense row, ColumnSense column, GridCell cell, int number) =>
        row.MetricIsInColumn && row.Period is not null ? row.Period
        : column.Periods.Count == 1 ? column.Periods[0]
        : column.Periods.Count == cell.Amounts.Count ? column.Periods[number]
        : column.Periods.Count > 1 ? null
        : row.Period ?? reader.Sections.Period;

    private Fact Make(GridRow row, RowSense sense, GridCell cell, ColumnSense column, FactPeriod? period, Amount amount)
    {
        var (entity, metric) = Name(sense, column);
        var measure = sense.Measure == Measure.Usual ? column.Measure : sense.Measure;
        var units = AmountUnits.Resolve(
            amount, measure, sense.Unit, column.Unit, reader.Sections.Unit ?? context.Unit,
            _currencies.GetValueOrDefault(cell.Cell.Column));
        var certainty = column.Certainty * (cell.Amounts.Count > 1 ? SeveralNumbers : 1) * (grid.AreHeadsTaken ? HeadsTaken : 1);
        return new Fact(
            page.Page, 0, FactSource.Cell, entity ?? document.Entity, metric, MetricKeys.FromLabel(metric), amount.Printed, amount.Value,
            units.Unit, units.Scale, units.ScalePrinted, document.Currency(units.Currency), period,
            new FactCell(grid.Table.Ordinal, cell.Cell.Row, cell.Cell.Column), cell.Cell.Box, Excerpt.Cut(row.Text, SnippetLength),
            page.Method, Math.Clamp(grid.Table.Confidence * (cell.Cell.Confidence ?? page.Confidence) * certainty, 0, 1))
        {
            Basis = column.Basis.Within(reader.Sections.Basis).Within(context.Basis).Code,
            Segment = RunningHeading.SegmentIn(context.Table.Title) ?? RunningHeading.SegmentIn(context.Heading),
        };
    }

    private (string? Entity, string Metric) Name(RowSense row, ColumnSense column) =>
        row.MetricIsInColumn ? (null, column.Name)
        : column.Qualifier.Length == 0 ? (null, row.Name)
        : HeadWords.NamesEntities(reader.Heads.Stub) ? (row.Label, column.Name)
        : reader.Heads.ArePartsOfWhole ? (column.Qualifier, row.Name)
        : (null, $"{row.Name}: {column.Qualifier}");

    private ColumnSense Column(GridCell cell)
    {
        var key = (reader.Heads, cell.Cell.Column);
        return _columns.TryGetValue(key, out var sense) ? sense : _columns[key] = ColumnSense.Infer(cell, reader.Heads, context);
    }

    /// <summary>A column of money bears its sign at the first number and at totals only.</summary>
    private static Dictionary<int, string> Signs(Grid grid)
    {
        var signs = new Dictionary<int, string>();
        foreach (var row in grid.Rows)
        {
            foreach (var cell in row.Cells.Where(cell => cell.Kind == CellKind.Amounts))
            {
                if (cell.Amounts[0].Currency is { } currency)
                {
                    signs.TryAdd(cell.Cell.Column, currency);
                }
            }
        }

        return signs;
    }

    /// <summary>Labels that stand at several rows and are told apart by their titles only.</summary>
    private static HashSet<string> Repeated(Grid grid) =>
        [.. grid.Rows.Where(row => row.HasAmounts).Select(row => row.Label(_ => false)).GroupBy(label => label)
            .Where(rows => rows.Count() > 1).Select(rows => rows.Key)];
}
