using Preciso.Documents;
using Preciso.Reading.Validation;
using Preciso.Tests.Reading.Fields;

namespace Preciso.Tests.Reading.Validation;

public sealed class LineItemsTests
{
    [Fact]
    public void Items_are_read_under_their_heads_and_totals_are_none()
    {
        var lines = LineItems.Read(With("품목|수량|단가|공급가액|세액", "볼트|10|1,000|10,000|1,000", "너트|5|500|2,500|250", "합계|||12,500|1,250"));

        Assert.Equal(["볼트", "너트"], lines.Select(line => line.Cells["item"]));
        Assert.Equal([10000m, 2500m], lines.Select(line => line.Number("supply_amount")));
        Assert.Equal((1, 0, 2), (lines[1].Page, lines[1].Table, lines[1].Row));
    }

    [Fact]
    public void A_column_with_a_head_of_its_own_goes_by_it()
    {
        var lines = LineItems.Read(With("Item|Qty|Crate Deposit|Amount", "Bolt|1|2.50|12.50"));

        Assert.Equal(2.50m, Assert.Single(lines).Number("crate_deposit"));
    }

    [Fact]
    public void A_table_without_known_heads_is_no_list_of_items()
    {
        var lines = LineItems.Read(With("매출|2024|2023", "국내|10|9"));

        Assert.Empty(lines);
    }

    private static List<PageReading> With(params string[] rows)
    {
        var cells = rows.SelectMany((row, r) => row.Split('|').Select((text, c) => new TableCell(r, c, text, new Box(c, r, c + 1, r + 1))))
            .Where(cell => cell.Text.Length > 0).ToList();
        var table = new PageTable(0, new Box(0, 0, 10, 10), rows.Length, rows[0].Split('|').Length, cells, 1);
        return [.. Sheet.Print("표").Select(page => page with { Tables = [table] })];
    }
}
