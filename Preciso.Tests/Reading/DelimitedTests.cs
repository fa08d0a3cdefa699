using System.Text;

namespace Preciso.Tests.Reading;

public sealed class DelimitedTests : IAsyncDisposable
{
    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(949, ",")]
    [InlineData(65001, ";")]
    [InlineData(1200, "\t")]
    [InlineData(1201, "|")]
    public async Task Encoding_and_delimiter_are_told_from_the_file(int codePage, string delimiter)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);
        var text = string.Join(delimiter, "품목", "금액 (원)", "비고") + "\r\n"
            + string.Join(delimiter, "사과", "\"1,200\"", "\"두 줄\r\n\"\"인용\"\"\"") + "\r\n"
            + string.Join(delimiter, "배", "\"(3,400)\"", "") + "\r\n";

        var page = Assert.Single(await _world.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)], "표.csv"));

        var table = Assert.Single(page.Tables);
        Assert.Equal((3, 3, "ko"), (table.Rows, table.Columns, page.Language));
        Assert.Equal(["품목", "금액 (원)", "비고", "사과", "1,200", "두 줄 \"인용\"", "배", "(3,400)"], table.Cells.Select(cell => cell.Text));
        Assert.Equal(["품목", "금액 (원)", "비고", "사과", "배"], table.Cells.Where(cell => cell.IsHeader).Select(cell => cell.Text));
    }

    [Fact]
    public async Task Decimal_commas_do_not_part_fields()
    {
        var page = Assert.Single(await _world.Read("a;b\n1,5;2,5\n3,5;4,5\n"u8.ToArray(), "a.csv"));

        Assert.Equal(["a", "b", "1,5", "2,5", "3,5", "4,5"], Assert.Single(page.Tables).Cells.Select(cell => cell.Text));
    }

    [Theory]
    [InlineData("sep=;\r\nItem;2024\r\nSales;5,120\r\n", "Item,2024,Sales,5,120")]
    [InlineData("\"sep=|\"\nItem|2024\nSales|5,120\n", "Item,2024,Sales,5,120")]
    [InlineData("Report, all of it\nAs of 2024\nItem;2024;2023\nSales;5.120,50;4.700,25\nCost;1.950,00;1.900,75\n",
        "Report, all of it,As of 2024,Item,2024,2023,Sales,5.120,50,4.700,25,Cost,1.950,00,1.900,75")]
    [InlineData("Item;2024;2023\nSales;5,1;4,7\nCost;1,9\nOther;1,2;1,3;a,b\nMore;2,5\n",
        "Item,2024,2023,Sales,5,1,4,7,Cost,1,9,Other,1,2,1,3,a,b,More,2,5")]
    public async Task Lines_above_a_table_and_commas_within_figures_leave_its_fields_whole(string csv, string cells)
    {
        var page = Assert.Single(await _world.Read(Encoding.UTF8.GetBytes(csv), "a.csv"));

        Assert.Equal(cells, string.Join(',', Assert.Single(page.Tables).Cells.Select(cell => cell.Text)));
    }

    [Fact]
    public async Task A_quotation_mark_that_is_never_closed_is_told()
    {
        var text = "a,b\n1,\"" + string.Concat(Enumerable.Repeat("endless ", 200_000));

        Assert.Equal("csv_damaged", (await _world.Refuses(Encoding.ASCII.GetBytes(text), "a.csv")).Code);
    }
}
