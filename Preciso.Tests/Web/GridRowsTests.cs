using Preciso.Documents;
using Preciso.Web.Documents;

namespace Preciso.Tests.Web;

public sealed class GridRowsTests
{
    [Fact]
    public void Empty_places_are_kept_and_covered_ones_are_left_out()
    {
        var table = Table(2, 3, Cell(0, 0, "head", columns: 2), Cell(1, 0, "a"), Cell(1, 2, "c"));

        Assert.Equal([["head", null], ["a", null, "c"]], Texts(table));
    }

    [Fact]
    public void A_cell_over_two_rows_leaves_its_place_in_the_second()
    {
        var table = Table(2, 2, Cell(0, 0, "both", rows: 2), Cell(0, 1, "b"), Cell(1, 1, "d"));

        Assert.Equal([["both", "b"], ["d"]], Texts(table));
    }

    [Fact]
    public void A_span_that_leaves_the_table_is_cut()
    {
        var table = Table(1, 2, Cell(0, 0, "wide", rows: 9, columns: 9));

        Assert.Equal([["wide"]], Texts(table));
    }

    private static string?[][] Texts(PageTable table) =>
        [.. GridRows.Arrange(table).Select(row => row.Select(cell => cell?.Text).ToArray())];

    private static PageTable Table(int rows, int columns, params TableCell[] cells) => new(0, default, rows, columns, cells, 1);

    private static TableCell Cell(int row, int column, string text, int rows = 1, int columns = 1) =>
        new(row, column, text, default, RowSpan: rows, ColumnSpan: columns);
}
