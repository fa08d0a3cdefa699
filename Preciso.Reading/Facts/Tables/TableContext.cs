using Preciso.Documents;
using Preciso.Reading.Facts.Bases;
using Preciso.Reading.Facts.Periods;
using Preciso.Reading.Facts.Units;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Facts.Tables;

/// <summary>What stands over a table and holds for all of it.</summary>
internal sealed class TableContext
{
    private const int LastHead = 4;

    /// <param name="above">The sentence that leads over to the table, or the lines over it.</param>
    /// <param name="carried">The unit of the table that this one may continue.</param>
    public TableContext(PageTable table, string above, UnitHint? carried, DocumentPeriods periods)
    {
        Table = table;
        Periods = periods;
        Unit = UnitReader.Read(table.Unit) ?? UnitReader.Read(table.Title) ?? InHeads(table) ?? UnitReader.Read(above) ?? carried;
        Companions =
            [.. new[] { table.Title ?? "", above }.Select(PeriodText.Parse)
                .Where(text => text.Span is not null || text.IsAsOf || text.MonthDay is not null)];
        Period = Companions.Select(text => PeriodReader.Read(text, periods)).FirstOrDefault(read => read.Count == 1)?[0];
    }

    public PageTable Table { get; }

    public DocumentPeriods Periods { get; }

    public UnitHint? Unit { get; }

    /// <summary>What its title and the headings over it say.</summary>
    public Basis Basis { get; init; } = Basis.Unsaid;

    /// <summary>What it stands under.</summary>
    public string? Heading { get; init; }

    /// <summary>Texts that may complete a bare year or day, the title first.</summary>
    public IReadOnlyList<PeriodText> Companions { get; }

    /// <summary>The one period that is said for the whole table.</summary>
    public FactPeriod? Period { get; }

    /// <summary>The unit often stands over the labels, or over all columns; what a row of numbers says is the row's own.</summary>
    private static UnitHint? InHeads(PageTable table)
    {
        var body = table.Cells.Where(cell => !cell.IsHeader && TableHeads.IsNumber(cell.Text)).Select(cell => cell.Row)
            .DefaultIfEmpty(int.MaxValue).Min();
        return table.Cells
            .Where(cell => cell.Row < body && cell.Row <= LastHead && (cell.Column == 0 || cell.ColumnSpan >= table.Columns - 1))
            .Select(cell => UnitReader.Read(cell.Text))
            .FirstOrDefault(hint => hint is not null && !hint.IsRelative) ?? OverLast(table, body);
    }

    /// <summary>
    /// A unit that is printed over a table to its right has gone into the head of the last column: "KRW million 2024" beside a bare "2025".
    /// </summary>
    private static UnitHint? OverLast(PageTable table, int body)
    {
        var heads = table.Cells.Where(cell => cell.Row < body && cell.Row <= LastHead && cell.Column > 0)
            .Select(cell => (cell.Column, cell.Text, Unit: UnitReader.Find(cell.Text))).ToList();
        return heads.FindAll(head => head.Unit is not null) is [{ Unit: { Hint: { Scale: not null, IsRelative: false } hint } found } last]
            && last.Column == table.Columns - 1 && IsTime(found.Without(last.Text))
            && heads.Exists(head => head.Column < last.Column && IsTime(head.Text))
            ? hint : null;
    }

    private static bool IsTime(string text) => PeriodText.Parse(text) is { IsEmpty: false } time && !time.Rest.Any(char.IsLetterOrDigit);
}
