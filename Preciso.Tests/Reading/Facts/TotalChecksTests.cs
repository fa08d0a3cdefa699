using System.Globalization;
using Preciso.Documents;
using Preciso.Reading.Facts;

namespace Preciso.Tests.Reading.Facts;

public sealed class TotalChecksTests
{
    [Fact]
    public void Subtotals_and_the_total_over_them_are_computed_again()
    {
        var totals = Totals("""
            | =2018 | =2017
            Cash | 10 | 20
            Inventories | 30 | 25
            Less: allowance | 5 | 4
            Total current assets | 35 | 41
            Goodwill | 60 | 60
            Total assets | 95 | 101
            """);

        Assert.Equal(4, totals.Count);
        Assert.All(totals, total => Assert.True(total.AddsUp, total.Label));
    }

    [Theory]
    [InlineData("합계")]
    [InlineData("계")]
    [InlineData("Total expenses")]
    public void A_plain_table_with_a_wrong_total_is_flagged(string label)
    {
        var total = Assert.Single(Totals($"| =2018\nRent | 1,200\nWages | (3,450)\nPower | 5,170\n{label} | 2,290"));

        Assert.False(total.AddsUp);
        Assert.Equal((label, "2,290", 2_920m, -630m), (total.Label, total.Printed, total.Computed, total.Difference));
    }

    [Fact]
    public void A_column_that_misses_what_the_other_columns_add_up_to_is_flagged()
    {
        var totals = Totals("| =2018 | =2017 | =Change\nProducts | 100 | 80 | 25\nServices | 50 | 40 | 25\nTotal | 150 | 130 | 25");

        Assert.Equal(
            ["150 0", "130 10"], totals.Select(total => $"{total.Printed} {total.Difference.ToString(CultureInfo.InvariantCulture)}"));
    }

    [Fact]
    public void Rounded_parts_may_miss_their_total_by_half_a_unit_each_and_the_difference_is_still_told()
    {
        var total = Assert.Single(Totals("| =2018\nA | 10.4\nB | 20.4\nC | 30.4\nTotal | 61.3", "(in millions)"));

        Assert.Equal((0.1m, 0.15m, true), (total.Difference, total.Tolerance, total.AddsUp));
    }

    [Fact]
    public void Won_are_not_rounded() =>
        Assert.False(Assert.Single(Totals("| =금액\nA | 10,400\nB | 20,400\n합계 | 30,801", "(단위: 원)")).AddsUp);

    [Theory]
    [InlineData("| =2018 | =2017\nPrice | 10 | 20\nUnits | 30 | 25\nTotal | 300 | 500")]
    [InlineData("| =2018\nOpening balance | 10\nPaid | 30\nTotal paid | 30")]
    [InlineData("| =2018\nSales | 10\nof which abroad | 3\nOther | 5\nTotal | 15")]
    [InlineData("| =Loans | =Bonds | =All\nHome | 10 | 20 | 30\nAbroad | 40 | 50 | 90\nUnassigned | | | 7\nTotal | 50 | 70 | 120")]
    [InlineData("| =2018\nTotal | 15")]
    [InlineData("Month | =Bought | =Left to buy\nMay | 10 | 90\nJune | 30 | 60\nTotal | 40 | 60")]
    [InlineData("| =2018\nMen | 30%\nWomen | 60%\nTotal | 100%")]
    public void Where_it_is_uncertain_what_a_total_sums_up_nothing_is_flagged(string grid) =>
        Assert.DoesNotContain(Totals(grid), total => !total.AddsUp);

    private static IReadOnlyList<TotalCheck> Totals(string grid, string? unit = null) =>
        new FactReader("").Read(new GridPage().Table(grid, unit: unit).Read()).Ledger.Totals;
}
