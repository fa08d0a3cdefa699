using Preciso.Documents;
using Preciso.Reading.Chunking;
using Preciso.Reading.Facts.Periods;
using Preciso.Reading.Facts.Units;

namespace Preciso.Reading.Facts.Tables;

/// <summary>What the heads over a column say of the numbers beneath.</summary>
/// <param name="Periods">Several where one head names several; none where it names none.</param>
/// <param name="Qualifier">What else they say, as printed: a segment, "% change"; empty if nothing.</param>
/// <param name="Certainty">How sure the periods are, 0 to 1.</param>
internal sealed record ColumnSense(IReadOnlyList<FactPeriod> Periods, string Qualifier, UnitHint? Unit, double Certainty)
{
    private const int LongestQualifier = 200;
    private const double WithoutPeriod = 0.85;
    private const double FromTitle = 0.9;
    private const double Completed = 0.95;

    public Measure Measure { get; } = Measures.Guess(Qualifier);

    public static ColumnSense Infer(GridCell cell, ColumnHeads heads, TableContext table)
    {
        var over = heads.Over(cell.Cell.Column);
        var text = string.Join(' ', over.Select(head => head.Text.Trim()));
        var qualifier = Excerpt.Cut(
            string.Join(' ', over.Where(head => !heads.IsOverAll(head)).Select(Qualify).Where(part => part.Length > 0)), LongestQualifier);
        var unit = over.Reverse().Select(head => UnitReader.Read(head.Text)).FirstOrDefault(hint => hint is not null);
        var own = PeriodText.Parse(text);
        if (HeadWords.IsChange(text))
        {
            return new ColumnSense([], own.YearsSaid > 1 ? Excerpt.Cut(text, LongestQualifier) : qualifier, unit, WithoutPeriod);
        }

        var whole = own.IsBare ? Whole(own, cell, heads, table) : null;
        var periods = PeriodReader.Read(whole ?? own, table.Periods);
        return periods.Count > 0 ? new ColumnSense(periods, qualifier, unit, whole is null ? 1 : Completed)
            : table.Period is { } period ? new ColumnSense([period], qualifier, unit, FromTitle)
            : new ColumnSense([], qualifier, unit, WithoutPeriod);
    }

    /// <summary>With what the nearest text says that leaves the year to the column, or names the day of just this year.</summary>
    private static PeriodText? Whole(PeriodText own, GridCell cell, ColumnHeads heads, TableContext table) =>
        heads.Beside(cell).Append(heads.Stub).Select(PeriodText.Parse).OrderBy(text => text.HasYear).Concat(table.Companions)
            .Select(own.Completed).FirstOrDefault(whole => whole is not null);

    /// <summary>A head without what it says of time and unit.</summary>
    private static string Qualify(GridCell head)
    {
        var period = PeriodText.Parse(head.Text);
        return UnitPrint.IsUnitOnly(head.Text) || !period.Rest.Any(char.IsLetter) ? "" : period.IsEmpty ? head.Text.Trim() : period.Rest;
    }
}
