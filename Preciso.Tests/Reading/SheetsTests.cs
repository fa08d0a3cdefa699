using System.Globalization;
using System.Text;
using Preciso.Reading.Sheets;

namespace Preciso.Tests.Reading;

public sealed class SheetsTests : IAsyncDisposable
{
    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_workbook_reads_as_its_sheets_tables_and_cells()
    {
        const string balance = """
            <sheetData>
            <row r="1"><c r="A1" t="inlineStr"><is><t>재무상태표 </t><rPh sb="0" eb="1"><t>x</t></rPh></is></c><c r="C1" t="str"><v>(단위: 백만원)</v></c></row>
            <row r="2"><c r="A2" t="str"><v>과목</v></c><c r="B2"><v>2023</v></c><c r="C2"><v>2024</v></c></row>
            <row r="3"><c r="A3" t="str"><v>유동자산</v></c><c r="B3" s="1"><v>1234567.89</v></c><c r="C3" s="1"><v>-1500000</v></c></row>
            <row r="4"><c r="A4" t="str"><v>비율</v></c><c r="B4" s="2"><v>0.12345</v></c><c r="C4" t="e"><v>#DIV/0!</v></c></row>
            <row r="5"><c r="A5" t="str"><v>합계</v></c><c r="B5"><f>SUM(B3:B4)</f></c><c r="C5" s="1"><f>1+1</f><v>2</v></c></row>
            <row r="7"><c r="A7" t="str"><v>기준일</v></c><c r="B7" s="3"><v>43465</v></c><c r="D7" t="str"><v>담당</v></c><c r="E7" t="str"><v>김</v></c></row>
            <row r="8"><c r="A8" t="str"><v>확정</v></c><c r="B8" t="b"><v>1</v></c><c r="D8" t="str"><v>검토</v></c><c r="E8" t="str"><v>이</v></c></row>
            </sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A7:A8"/></mergeCells>
            """;
        const string secret = """<sheetData><row r="3"><c r="B3"><v>0.30000000000000004</v></c></row></sheetData>""";

        var pages = await _world.Read(Packages.Xlsx(
            [("재무", balance), ("빈 시트", "<sheetData/>"), (".비밀", secret)],
            "#,##0\"원\";[Red](#,##0)", "0.0%", "yyyy\"년\" m\"월\" d\"일\""));

        Golden.Matches(pages, "workbook");
    }

    [Theory]
    [InlineData("1234567.891", "#,##0", "1,234,568", "1234567.891")]
    [InlineData("1234567", "#,##0\"원\"", "1,234,567원", "1234567")]
    [InlineData("-1234.5", "#,##0.00;[Red](#,##0.00)", "(1,234.50)", "-1234.5")]
    [InlineData("-1234.5", "#,##0.0", "-1,234.5", "-1234.5")]
    [InlineData("0", "#,##0;-#,##0;\"-\"", "-", "0")]
    [InlineData("0.1234", "0.0%", "12.3%", "0.1234")]
    [InlineData("1234567890", "#,##0,,\"백만원\"", "1,235백만원", "1234567890")]
    [InlineData("1234567", "#,##0.0,", "1,234.6", "1234567")]
    [InlineData("1234", "[$₩-412]#,##0", "₩1,234", "1234")]
    [InlineData("1234567891", "000-00-00000", "123-45-67891", "1234567891")]
    [InlineData("5", "000", "005", "5")]
    [InlineData("1.5", "0.###", "1.5", null)]
    [InlineData("1500", "[>=1000]#,##0,\"천\";0", "2천", "1500")]
    [InlineData("12345", "0.00E+00", "1.23E+04", "12345")]
    [InlineData("0.30000000000000004", "General", "0.3", "0.30000000000000004")]
    [InlineData("123456789012", "General", "123456789012", null)]
    [InlineData("1E-3", "General", "0.001", null)]
    [InlineData("-0.4", "0", "0", "-0.4")]
    [InlineData("2.005", "0.00", "2.01", "2.005")]
    [InlineData("43465", "yyyy-mm-dd", "2018-12-31", null)]
    [InlineData("43465", "yyyy\"년\" m\"월\" d\"일\"", "2018년 12월 31일", "2018-12-31")]
    [InlineData("43465", "m/d/yy;@", "12/31/18", "2018-12-31")]
    [InlineData("43465.75", "yyyy-mm-dd h:mm AM/PM", "2018-12-31 6:00 PM", "2018-12-31T18:00:00")]
    [InlineData("43465", "mmm-yy", "Dec-18", "2018-12-31")]
    [InlineData("43465", "aaaa", "월요일", "2018-12-31")]
    [InlineData("1.5", "[h]:mm", "36:00", "1.12:00:00")]
    [InlineData("0.5", "hh:mm:ss", "12:00:00", null)]
    [InlineData("1", "yyyy-mm-dd", "1900-01-01", null)]
    [InlineData("-5", "yyyy-mm-dd", "-5", null)]
    [InlineData("1E300", "#,##0", "1E300", null)]
    public void A_number_is_printed_as_its_format_says(string stored, string format, string text, string? raw) =>
        Assert.Equal((text, raw), NumberFormat.Print(stored, format, from1904: false));

    [Fact]
    public async Task Overlapping_merges_end_in_cells_that_do_not_overlap()
    {
        var random = new Random(7);
        var merges = string.Concat(Enumerable.Range(0, 10_000).Select(_ =>
        {
            var (row, column) = (random.Next(100), random.Next(100));
            return $"<mergeCell ref=\"{CellAddress.Format(row, column)}:{CellAddress.Format(row + random.Next(9), column + random.Next(9))}\"/>";
        }));
        var rows = string.Concat(Enumerable.Range(1, 100)
            .Select(row => $"<row r=\"{row}\">{string.Concat(Enumerable.Range(0, 100).Select(_ => $"<c><v>{row}</v></c>"))}</row>"));

        var pages = await _world.Read(Packages.Xlsx([("chaos", $"<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>")]));

        foreach (var table in pages.SelectMany(page => page.Tables))
        {
            var places = table.Cells.SelectMany(
                cell => from row in Enumerable.Range(cell.Row, cell.RowSpan)
                        from column in Enumerable.Range(cell.Column, cell.ColumnSpan)
                        select (row, column)).ToList();
            Assert.Equal(places.Count, places.Distinct().Count());
        }
        Assert.Equal(10_000, pages.Sum(page => page.Tables.Sum(table => table.Cells.Count) + page.Dropped.Count));
    }

    [Fact]
    public async Task A_sheet_of_a_million_rows_is_refused_while_it_is_read()
    {
        var rows = new StringBuilder("<sheetData>");
        for (var row = 1; row <= 1_000_000; row++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"<row><c><v>{row}</v></c><c><v>{row * 7}</v></c></row>");
        }
        var workbook = Packages.Xlsx([("million", rows.Append("</sheetData>").ToString())]);

        var error = await _world.Refuses(workbook);

        Assert.Equal("too_many_pages", error.Code);
    }

    [Fact]
    public async Task A_table_goes_on_over_its_pages()
    {
        var rows = string.Concat(
            Enumerable.Range(1, 1200).Select(row => $"<row><c t=\"str\"><v>항목 {row}</v></c><c><v>{row}</v></c></row>"));

        var pages = await _world.Read(Packages.Xlsx([("long", $"<sheetData>{rows}</sheetData>")]));

        Assert.All(pages, page => Assert.Equal("long", page.Name));
        Assert.All(pages, page => Assert.Equal(page.Page > 1, Assert.Single(page.Tables).Continues));
        Assert.Equal(Enumerable.Range(1, 1200).Select(row => $"A{row}"),
            pages.SelectMany(page => page.Tables[0].Cells).Where(cell => cell.Column == 0).Select(cell => cell.Address));
        Assert.All(pages.SelectMany(page => page.Tables.SelectMany(table => table.Cells.Select(cell => (table, cell)))), pair =>
        {
            Assert.InRange(pair.cell.Box.Y1, pair.table.Box.Y0, pair.table.Box.Y1);
            Assert.InRange(pair.cell.Box.X1, pair.table.Box.X0, pair.table.Box.X1);
        });
    }

    [Fact]
    public async Task A_sheet_that_unpacks_to_far_more_than_its_size_is_refused()
    {
        var bomb = Packages.Xlsx([("bomb", "<sheetData>" + new string(' ', 60_000_000) + "</sheetData>")]);

        var error = await _world.Refuses(bomb);

        Assert.Equal("archive_bomb", error.Code);
    }

    [Fact]
    public async Task A_workbook_that_unpacks_to_more_than_the_limit_is_refused()
    {
        await using var small = new ReadingWorld(("MaxUnpackedMegabytes", 1));

        var rows = string.Concat(Enumerable.Range(0, 100_000).Select(n => $"<row><c><v>{n}</v></c></row>"));
        var error = await small.Refuses(Packages.Xlsx([("large", $"<sheetData>{rows}</sheetData>")]));

        Assert.Equal("archive_too_large", error.Code);
    }

    [Theory]
    [InlineData("<sheetData><row><c t=\"s\"><v>7</v></c></row></sheetData>", "office_damaged")]
    [InlineData("<sheetData><row>", "xml_damaged")]
    public async Task A_broken_workbook_is_refused_with_its_reason(string sheet, string code) =>
        Assert.Equal(code, (await _world.Refuses(Packages.Xlsx([("broken", sheet)]))).Code);

    [Fact]
    public async Task Endless_nesting_in_a_part_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));

        Assert.Equal("structure_too_deep", (await _world.Refuses(Packages.Xlsx([("deep", deep)]))).Code);
    }
}
