using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Reading;

public sealed class TableDetectionTests : IAsyncDisposable
{
    private const double Size = 9;

    private readonly ReadingWorld _world = new();
    private readonly PdfCanvas _canvas = new();
    private double _y = 90;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Signs_that_stand_apart_belong_to_the_figure_beside_them()
    {
        Row("", "2024", "2023", "Change");
        Right(222, "$");
        Right(302, "$");
        Row("Net sales", "1,234", "1,108", "11");
        _canvas.Text(402, _y - 18, Size, "%");
        Row("Cost of sales", "(1,508)", "(997)", "51");
        Row("Other income", "—", "12", "NM");

        var table = await OnlyTable();

        Assert.Equal(
            "|2024|2023|Change\nNet sales|$ 1,234|$ 1,108|11 %\nCost of sales|(1,508)|(997)|51\nOther income|—|12|NM", Print(table));
        Assert.All(table.Cells.Where(cell => cell.Row == 0 || cell.Column == 0), cell => Assert.True(cell.IsHeader));
        Assert.All(table.Cells.Where(cell => cell is { Row: > 0, Column: > 0 }), cell => Assert.False(cell.IsHeader));
    }

    [Fact]
    public async Task The_title_and_the_unit_line_above_a_table_are_its_own()
    {
        _canvas.Text(60, _y - 40, 12, "연결 손익계산서");
        _canvas.Text(330, _y - 20, Size, "(단위: 백만원)");
        Row("구분", "2024", "2023");
        Row("매출액", "12,345", "11,002");
        Row("영업이익", "1,205", "998");

        var table = await OnlyTable();

        Assert.Equal(("연결 손익계산서", "(단위: 백만원)"), (table.Title, table.Unit));
        Assert.Equal("구분|2024|2023\n매출액|12,345|11,002\n영업이익|1,205|998", Print(table));
    }

    [Fact]
    public async Task A_title_with_its_unit_on_the_same_line_is_no_head()
    {
        _canvas.Text(60, _y - 20, Size, "[표 1] 연결 손익계산서");
        _canvas.Text(330, _y - 20, Size, "단위: 백만원");
        Row("구분", "2024", "2023");
        Row("매출액", "12,345", "11,002");
        Row("영업이익", "1,205", "998");

        var table = await OnlyTable();

        Assert.Equal(("[표 1] 연결 손익계산서", "단위: 백만원"), (table.Title, table.Unit));
        Assert.Equal("구분|2024|2023\n매출액|12,345|11,002\n영업이익|1,205|998", Print(table));
    }

    [Fact]
    public async Task A_head_over_several_columns_spans_them()
    {
        _canvas.Text(266, _y, Size, "Year ended December 31,");
        _y += 12;
        Row("(In millions)", "2024", "2023", "2022");
        Row("Net earnings", "410", "388", "352");
        Row("Dividends paid", "(120)", "(110)", "(104)");

        var table = await OnlyTable();

        var head = Assert.Single(table.Cells, cell => cell.Text == "Year ended December 31,");
        Assert.Equal((0, 1, 3, true), (head.Row, head.Column, head.ColumnSpan, head.IsHeader));
        Assert.Equal("(In millions)", table.Unit);
        Assert.Equal((2, 1), (Cell(table, "410").Row, Cell(table, "410").Column));
    }

    [Fact]
    public async Task Labels_wrap_and_sections_stand_within_the_table()
    {
        Row("", "2024", "2023");
        _y = Line(60, _y, "Current assets:");
        Row("Cash", "1,000", "900");
        _y = Line(60, _y, "Receivables, less allowances for");
        Row("doubtful accounts", "2,000", "1,800");
        _y = Line(60, _y, "Current liabilities:");
        Row("Payables", "700", "");
        Row("Total", "3,700", "3,400");

        var table = await OnlyTable();

        Assert.Equal(
            "|2024|2023\nCurrent assets:||\nCash|1,000|900\nReceivables, less allowances for doubtful accounts|2,000|1,800\nCurrent "
            + "liabilities:||\nPayables|700|\nTotal|3,700|3,400",
            Print(table));
    }

    [Fact]
    public async Task Two_tables_on_a_page_stay_apart()
    {
        Row("Segment", "2024", "2023");
        Row("Paper", "14", "15");
        Row("Glass", "26", "25");
        _y += 20;
        _y = Line(60, _y, "Employees by country");
        _y += 4;
        Row("Country", "Men", "Women", "Total");
        Row("Korea", "120", "130", "250");
        Row("France", "45", "47", "92");

        var page = Assert.Single(await _world.Read(_canvas.ToPdf()));

        Assert.Equal(["Segment|2024|2023\nPaper|14|15\nGlass|26|25", "Country|Men|Women|Total\nKorea|120|130|250\nFrance|45|47|92"],
            page.Tables.Select(Print));
        Assert.Equal([0, 1], page.Tables.Select(table => table.Ordinal));
        Assert.Equal("Employees by country", page.Tables[1].Title);
    }

    [Fact]
    public async Task A_table_goes_on_over_the_page()
    {
        Row("Product", "2024", "2023");
        for (var i = 10; i < 48; i++)
        {
            Row($"Product number {i}", $"{i},100", $"{i},200");
        }
        _canvas.Text(290, 820, Size, "17");
        _canvas.NextPage();
        _y = 90;
        Row("Product", "2024", "2023");
        Row("Product number 48", "48,100", "48,200");
        Row("Total", "99,100", "99,200");
        _canvas.NextPage();
        _y = 90;
        _y = Line(60, _y, "These are words between the two tables, which have nothing to do with each other at all.") + 30;
        Row("Product", "2024", "2023");
        Row("Something", "48,100", "48,200");
        Row("Total", "99,100", "99,200");

        var pages = await _world.Read(_canvas.ToPdf());

        Assert.Equal([false, true, false], pages.Select(page => Assert.Single(page.Tables).Continues));
    }

    [Fact]
    public async Task Prose_with_figures_is_no_table()
    {
        for (var i = 0; i < 6; i++)
        {
            _y = Line(60, _y,
                $"In 202{i} net sales rose by 4.{i} % to 1,23{i} million, of which 31{i} million came from Asia and 92{i} million from");
            _y = Line(60, _y,
                $"Europe; the operating margin was 12.{i} %, after 11.9 % in the year before that, and debt fell to 80{i} million.");
        }

        Assert.Empty(await Tables());
    }

    [Fact]
    public async Task Lists_contents_and_letterheads_are_no_tables()
    {
        _y = Line(60, _y, "Hanbit Precision Co., Ltd.          Seoul, 3 March 2025");
        _canvas.Text(60, _y, Size, "Our reference");
        _canvas.Text(160, _y, Size, "HB/25/117");
        _y += 40;
        for (var i = 1; i <= 6; i++)
        {
            _canvas.Text(60, _y, Size, $"{i}.");
            _y = Line(80, _y, $"The supplier delivers part {i} within ten days of the order.");
        }
        _y += 40;
        for (var i = 1; i <= 8; i++)
        {
            _canvas.Text(60, _y, Size, $"Chapter {i} of the report");
            Right(500, $"{i * 7}");
            _y += 14;
        }

        Assert.Empty(await Tables());
    }

    [Fact]
    public async Task Two_columns_of_prose_are_no_table()
    {
        for (var i = 0; i < 20; i++)
        {
            _canvas.Text(60, _y, Size, $"The left column tells in line {i} of the year 2024");
            _y = Line(320, _y, $"and the right one in line {i} of what comes after it");
        }

        Assert.Empty(await Tables());
    }

    [Fact]
    public async Task Blocks_are_told_apart_and_the_language_is_known()
    {
        _canvas.Text(60, 60, 18, "사업의 내용");
        _y = Line(60, 100, "당사는 정밀 부품을 만들어 국내외 고객에게 공급하고 있습니다.") + 20;
        _y = Line(60, _y, "• 자동차 부품과 그 금형") + 20;
        Row("구분", "2024", "2023");
        Row("매출액", "12,345", "11,002");
        Row("영업이익", "1,205", "998");
        _canvas.Text(290, 825, Size, "- 12 -");

        var page = Assert.Single(await _world.Read(_canvas.ToPdf()));

        Assert.Equal("ko", page.Language);
        Assert.Equal(BlockKind.Heading, KindOf(page, "사업의"));
        Assert.Equal(BlockKind.Paragraph, KindOf(page, "공급하고"));
        Assert.Equal(BlockKind.List, KindOf(page, "금형"));
        Assert.Equal(BlockKind.Table, KindOf(page, "12,345"));
        Assert.Equal(BlockKind.Footer, KindOf(page, "12"));
    }

    private async Task<PageTable> OnlyTable() => Assert.Single(await Tables());

    private async Task<IReadOnlyList<PageTable>> Tables() => Assert.Single(await _world.Read(_canvas.ToPdf())).Tables;

    /// <summary>A label at the left and figures in line at the right.</summary>
    private void Row(string label, params string[] figures)
    {
        _canvas.Text(60, _y, Size, label);
        for (var i = 0; i < figures.Length; i++)
        {
            Right(260 + (70 * i), figures[i]);
        }
        _y += 18;
    }

    private double Line(double x, double y, string text)
    {
        _canvas.Text(x, y, Size, text);
        return y + 18;
    }

    private void Right(double x, string text) => _canvas.Text(x - TrueTypeFont.Nanum.Width(text, Size), _y, Size, text);

    private static TableCell Cell(PageTable table, string text) => Assert.Single(table.Cells, cell => cell.Text == text);

    private static string Print(PageTable table) =>
        string.Join('\n', Enumerable.Range(0, table.Rows).Select(row => string.Join('|', Enumerable.Range(0, table.Columns)
            .Select(column => table.Cells.SingleOrDefault(cell => cell.Row == row && cell.Column == column)?.Text))));

    private static BlockKind KindOf(PageReading page, string word) =>
        page.Blocks.First(block => block.Lines.Any(line => line.Words.Any(each => each.Text == word))).Kind;
}
