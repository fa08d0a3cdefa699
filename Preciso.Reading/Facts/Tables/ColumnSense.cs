using Preciso.Documents;
using Preciso.Reading.Chunking;
using Preciso.Reading.Facts.Bases;
using Preciso.Reading.Facts.Periods;
using Preciso.Reading.Facts.Units;

namespace Preciso.Reading.Facts.Tables;

/// <summary>What the heads over a column say of the numbers beneath.</summary>
/// <param name="Periods">Several where one head names several; none where it names none.</param>
/// <param name="Qualifier">What else they say but for the unit: a segment, "% change"; empty if nothing.</param>
/// <param name="Name">The same with the unit, as printed.</param>
/// <param name="Certainty">How sure the periods are, 0 to 1.</param>
internal sealed record ColumnSense(IReadOnlyList<FactPeriod> Periods, string Qualifier, string Name, UnitHint? Unit, double Certainty)
{
    private const int LongestQualifier = 200;
    private const double WithoutPeriod = 0.85;
    private const double FromTitle = 0.9;
    private const double Completed = 0.95;

    public Measure Measure { get; } = Measures.Guess(Qualifier);

    public Basis Basis { get; private init; } = Basis.Unsaid;

    public static ColumnSense Infer(GridCell cell, ColumnHeads heads, TableContext table) => Read(cell, heads, table) with
    {
        Basis = heads.Over(cell.Cell.Column).Reverse().Select(head => BasisWords.InHead(head.Text))
            .Aggregate(Basis.Unsaid, (basis, head) => basis.Within(head)),
    };

    private static ColumnSense Read(GridCell cell, ColumnHeads heads, TableContext table)
    {
        var over = heads.Over(cell.Cell.Column);
        var text = string.Join(' ', over.Select(head => head.Text.Trim()));
        var parting = over.Where(head => !heads.IsOverAll(head)).Select(head => head.Text).ToList();
        var (qualifier, name) = (Join(parting.Select(UnitPrint.Strip)), Join(parting));
        var unit = over.Reverse().Select(head => UnitReader.Read(head.Text)).FirstOrDefault(hint => hint is not null);
        var own = PeriodText.Parse(text);
        if (HeadWords.IsChange(text))
        {
            var change = own.YearsSaid > 1 ? Excerpt.Cut(text, LongestQualifier) : null;
            return new ColumnSense([], change ?? qualifier, change ?? name, unit, WithoutPeriod);
        }

        var whole = own.IsBare ? Whole(own, cell, heads, table) : null;
        var periods = PeriodReader.Read(whole ?? own, table.Periods);
        return periods.Count > 0 ? new ColumnSense(periods, qualifier, name, unit, whole is null ? 1 : Completed)
            : table.Period is { } period ? new ColumnSense([period], qualifier, name, unit, FromTitle)
            : new ColumnSense([], qualifier, name, unit, WithoutPeriod);
    }

    /// <summary>With what the nearest text says that leaves the year to the column, or names the day of just this year.</summary>
    private static PeriodText? Whole(PeriodText own, GridCell cell, ColumnHeads heads, TableContext table) =>
        heads.Beside(cell).Append(heads.Stub).Select(PeriodText.Parse).OrderBy(text => text.HasYear).Concat(table.Companions)
            .Select(own.Completed).FirstOrDefault(whole => whole is not null);

    private static string Join(IEnumerable<string> heads) =>
        Excerpt.Cut(string.Join(' ', heads.Select(Qualify).Where(part => part.Length > 0)), LongestQualifier);

    /// <summary>A head without what it says of time; one that says nothing but a unit qualifies nothing.</summary>
    private static string Qualify(string head)
    {
        var period = PeriodText.Parse(head);

        // "1 - 3 years" is no period and parts columns.
        return UnitPrint.IsUnitOnly(head) ? ""
            : period.IsEmpty && head.Any(char.IsDigit) && head.Any(char.IsLetter) ? head.Trim()
            : !period.Rest.Any(char.IsLetter) ? ""
            : period.IsEmpty ? head.Trim()
            : period.Rest;
    }
}
