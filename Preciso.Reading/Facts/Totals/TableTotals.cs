using Preciso.Documents;
using Preciso.Reading.Facts.Numbers;
using Preciso.Reading.Facts.Tables;

namespace Preciso.Reading.Facts.Totals;

/// <summary>Leads the rows of a table past <see cref="TotalChecks"/>.</summary>
internal static class TableTotals
{
    public static IReadOnlyList<TotalCheck> Check(Grid grid, TableContext context, TableReader reader)
    {
        var checks = new TotalChecks(grid, IsExact(grid, context));
        var sums = new Dictionary<int, bool>();
        var (heads, period, title) = (reader.Heads, reader.Sections.Period, reader.Sections.Title);
        foreach (var row in reader.NumberRows())
        {
            if (heads != reader.Heads || period != reader.Sections.Period)
            {
                checks.Begin();
                sums.Clear();
            }
            else if (title != reader.Sections.Title)
            {
                checks.Enter();
            }

            (heads, period, title) = (reader.Heads, reader.Sections.Period, reader.Sections.Title);
            checks.Take(new PartRow(row, row.Label(heads.IsReference)),
                column => sums.TryGetValue(column, out var can) ? can : sums[column] = CanBeSummed(heads, column));
        }

        return checks.Checks;
    }

    private static bool CanBeSummed(ColumnHeads heads, int column) =>
        !heads.IsReference(column) && !heads.Over(column).Any(head => HeadWords.IsNoSum(head.Text));

    /// <summary>Nothing is rounded where the numbers are counted or paid as they stand.</summary>
    private static bool IsExact(Grid grid, TableContext context) => context.Unit is { } unit
        ? unit is { Scale: 1 }
        : grid.Rows.SelectMany(row => row.Cells).SelectMany(cell => cell.Amounts)
            .Any(amount => amount.Currency == "KRW" && amount.Scale is null);
}
