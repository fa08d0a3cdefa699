using Preciso.Documents;
using Preciso.Grains.Documents.Facts.Periods;
using Preciso.Grains.Documents.Facts.Units;

namespace Preciso.Grains.Documents.Facts.Tables;

/// <summary>What stands over a table and holds for all of it.</summary>
internal sealed class TableContext
{
    private const int CompanionLines = 3;

    /// <param name="above">The lines over the table up to the next table, the nearest first.</param>
    /// <param name="carried">The unit of the table that this one may continue.</param>
    public TableContext(PageTable table, IReadOnlyList<string> above, UnitHint? carried, DocumentPeriods periods)
    {
        Table = table;
        Periods = periods;
        Unit = UnitReader.Read(table.Unit) ?? UnitReader.Read(table.Title) ?? InHeads(table)
            ?? above.Select(UnitReader.Read).FirstOrDefault(hint => hint?.Scale is not null) ?? (table.Continues ? carried : null);
        var title = PeriodText.Of(table.Title ?? "");
        // A sentence over the table tells of its columns only where it names several years or leaves the year to them.
        Companions = [title.Yearless(), .. above.Take(CompanionLines).Select(PeriodText.Of).Where(line => line.YearsSaid != 1).Select(line => line.Yearless())];
        Period = PeriodReader.Read(title, periods) is [var period] ? period : null;
    }

    public PageTable Table { get; }

    public DocumentPeriods Periods { get; }

    public UnitHint? Unit { get; }

    /// <summary>Texts that may complete a bare year or day, the nearest first.</summary>
    public IReadOnlyList<PeriodText> Companions { get; }

    /// <summary>The one period that the title says for the whole table.</summary>
    public FactPeriod? Period { get; }

    /// <summary>The unit often stands over the labels, or over all columns.</summary>
    private static UnitHint? InHeads(PageTable table) => table.Cells
        .Where(cell => cell.Row <= 2 && (cell.Column == 0 || cell.ColumnSpan >= table.Columns - 1))
        .Select(cell => UnitReader.Read(cell.Text))
        .FirstOrDefault(hint => hint?.Scale is not null && hint.Unit != "%");
}
