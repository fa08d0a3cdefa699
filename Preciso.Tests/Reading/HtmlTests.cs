using System.Text;

namespace Preciso.Tests.Reading;

public sealed class HtmlTests : IAsyncDisposable
{
    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_page_reads_as_its_headings_lists_and_tables()
    {
        const string html = """
            <!doctype html><html><head><title>t</title><script>document.write('never')</script></head><body>
            <h1>Annual   report</h1><p>Revenue was <b>1,234</b>.<br>Next line.</p><p hidden>hidden</p><div style="display: none">gone</div>
            <ul><li>one<ol start="3"><li>inner</li><li>next</li></ol></li><li>two</li></ul>
            <pre>kept
            lines</pre>
            <p>(in millions)</p>
            <table><caption>Net sales</caption><thead><tr><th rowspan=2>Region</th><th colspan=2>Years</th></tr><tr><th>2023</th><th>2024</th></tr></thead>
              <tfoot><tr><td>Total</td><td>30</td><td>(5)</td></tr></tfoot>
              <tbody><tr><td>Asia</td><td>10</td><td>1</td></tr><tr><td>Europe</td><td>20</td><td>(6)</td></tr></tbody></table>
            <table><tr><td><table><tr><td>Inner table of</td><td>a layout</td></tr></table></td></tr></table>
            <p style="page-break-before:always">A new page.</p><footer>© us</footer></body></html>
            """;

        Golden.Matches(await _world.Read(Encoding.UTF8.GetBytes(html)), "web-page");
    }

    [Theory]
    [InlineData("euc-kr", 949)]
    [InlineData("utf-8", 65001)]
    [InlineData("iso-8859-1", 1252)]
    public async Task The_encoding_is_the_one_that_the_page_names(string name, int codePage)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.UTF8;
        var text = codePage == 1252 ? "déjà vu à midi" : "매출액 1,000원";

        var page = Assert.Single(await _world.Read(encoding.GetBytes($"<html><head><meta charset='{name}'></head><p>{text}</html>")));

        Assert.Equal(text, page.Text());
    }

    [Fact]
    public async Task Spans_without_end_end_with_the_table()
    {
        var page = Assert.Single(
            await _world.Read(
                "<html><table><tr><td rowspan=99999999 colspan=99999999>a<td>b<tr><td>c<tr><td rowspan=0>d</table></html>"u8.ToArray()));

        var cells = Assert.Single(page.Tables).Cells;
        Assert.Equal([("a", 0, 0, 3, 1000), ("b", 0, 1000, 1, 1), ("c", 1, 1000, 1, 1), ("d", 2, 1000, 1, 1)],
            cells.Select(cell => (cell.Text, cell.Row, cell.Column, cell.RowSpan, cell.ColumnSpan)));
    }

    [Theory]
    [InlineData("", "<div>", "structure_too_deep")]
    [InlineData("", "<table><tr><td>", "structure_too_deep")]
    [InlineData("<p><b id=1><b id=2><b id=3><b id=4>", "<p>x", "structure_too_large")]
    public async Task A_page_made_to_keep_the_parser_busy_is_refused(string start, string again, string code) => Assert.Equal(
        code, (await _world.Refuses(Encoding.ASCII.GetBytes("<html>" + start + string.Concat(Enumerable.Repeat(again, 800_000))))).Code);

    [Fact]
    public async Task Paragraphs_and_cells_that_are_never_closed_do_no_harm()
    {
        var html = "<html><table>" + string.Concat(Enumerable.Repeat("<tr><td><font>x</font>", 1500)) + "</table>"
            + string.Concat(Enumerable.Repeat("<p>y<li>z", 1500));

        Assert.Equal(4500,
            (await _world.Read(Encoding.ASCII.GetBytes(html))).Sum(page => page.Words().Count(word => word.Text is "x" or "y" or "z")));
    }

    [Fact]
    public async Task A_page_larger_than_the_limit_is_refused()
    {
        await using var small = new ReadingWorld(("MaxMarkupMegabytes", 1));

        Assert.Equal("structure_too_large", (await small.Refuses(Encoding.ASCII.GetBytes("<html>" + new string('x', 1 << 20)))).Code);
    }
}
