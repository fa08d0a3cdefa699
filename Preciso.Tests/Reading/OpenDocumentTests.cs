using Preciso.Documents;
using Preciso.Reading.Facts;

namespace Preciso.Tests.Reading;

/// <summary>ODS, ODT and ODP.</summary>
public sealed class OpenDocumentTests : IAsyncDisposable
{
    private const string Names = """
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
        xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
        xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0"
        """;

    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_sheet_keeps_what_is_printed_beside_what_is_stored_and_hides_what_is_hidden()
    {
        const string rows = """
            <table:table table:name="S"><table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>
            <table:table-row><table:table-cell><text:p>Item</text:p></table:table-cell><table:table-cell><text:p>Margin</text:p></table:table-cell>
              <table:table-cell office:value-type="float" office:value="2024"><text:p>2024</text:p></table:table-cell></table:table-row>
            <table:table-row><table:table-cell><office:annotation><text:p>per month</text:p></office:annotation><text:p>Rent</text:p></table:table-cell>
              <table:table-cell office:value="0.4"><text:p>40%</text:p></table:table-cell>
              <table:table-cell office:value-type="float" office:value="1450.4"><text:p>1,450</text:p></table:table-cell></table:table-row>
            <table:table-row table:visibility="filter" table:number-rows-repeated="3"><table:table-cell><text:p>Old</text:p></table:table-cell>
              <table:table-cell/><table:table-cell office:value="9999"><text:p>9,999</text:p></table:table-cell></table:table-row>
            <table:table-row table:number-rows-repeated="2"><table:table-cell><text:p>Power</text:p></table:table-cell><table:table-cell/>
              <table:table-cell office:value="7"><text:p>7</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16381"/></table:table-row>
            <table:table-row table:number-rows-repeated="1048569"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
            </table:table>
            """;

        var pages = await _world.Read(Odf("spreadsheet", $"<office:spreadsheet>{rows}</office:spreadsheet>"));

        Assert.Equal(
            ["Item A1", "2024 C1", "Rent A2", "1,450 C2", "Power A6", "7 C6", "Power A7", "7 C7"],
            Assert.Single(pages[0].Tables).Cells.Select(cell => $"{cell.Text} {cell.Address}"));
        Assert.Contains(pages[0].Tables[0].Cells, cell => cell is { Text: "1,450", Raw: "1450.4" });
        Assert.EndsWith("A2: per month", pages[0].Text(), StringComparison.Ordinal);
        Assert.Equal("S (hidden)", pages[1].Name);
        Assert.Empty(new FactReader("costs.ods").Read(pages[1]).Facts);
    }

    [Fact]
    public async Task A_text_reads_with_headings_numbered_lists_spans_notes_and_without_what_was_deleted()
    {
        const string styles = """
            <office:automatic-styles><style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
            <style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
            <text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="제" style:num-suffix="조"/>
            <text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style></office:automatic-styles>
            """;
        const string body = """
            <office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>5,555</text:p></text:deletion></text:changed-region></text:tracked-changes>
            <text:h text:outline-level="1">계약</text:h>
            <text:p>금액 612<text:span text:style-name="T1">3</text:span>원<text:span text:style-name="T2"> 777</text:span><text:note text:note-class="footnote">
              <text:note-citation>1</text:note-citation><text:note-body><text:p>부가세 별도</text:p></text:note-body></text:note></text:p>
            <text:list text:style-name="L1"><text:list-item><text:p>목적</text:p><text:list><text:list-item><text:p>세부</text:p></text:list-item></text:list></text:list-item>
              <text:list-item><text:p>해지</text:p></text:list-item></text:list>
            <table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>합계</text:p></table:table-cell><table:covered-table-cell/>
              <table:table-cell><text:p>1,000</text:p></table:table-cell></table:table-row></table:table></office:text>
            """;

        var page = Assert.Single(await _world.Read(Odf("text", body, styles)));

        Assert.Equal(
            ["계약", "금액 612³원", "부가세 별도", "제1조 목적", "a) 세부", "제2조 해지", "합계 1,000"], page.Lines().Select(line => line.Text));
        Assert.Equal(BlockKind.Heading, page.Blocks[0].Kind);
        Assert.Contains(page.Tables[0].Cells, cell => cell is { Text: "합계", ColumnSpan: 2 });
    }

    [Fact]
    public async Task A_chart_is_read_from_its_own_table_and_a_hidden_slide_is_marked()
    {
        const string body = """
            <office:presentation><draw:page draw:name="p1"><draw:frame presentation:class="title"><draw:text-box><text:p>Orders</text:p></draw:text-box></draw:frame>
            <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></draw:page>
            <draw:page draw:name="p2" draw:style-name="dp2"><draw:frame><draw:text-box><text:p>Plan 9,000</text:p></draw:text-box></draw:frame></draw:page>
            </office:presentation>
            """;
        const string styles = """
            <office:automatic-styles><style:style style:name="dp2" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/>
            </style:style></office:automatic-styles>
            """;
        var chart = $"""
            <office:document-content {Names}><office:body><office:chart><chart:chart chart:class="chart:bar"><chart:title><text:p>Orders by region</text:p></chart:title>
            <table:table><table:table-header-rows><table:table-row><table:table-cell/><table:table-cell><text:p>2024</text:p></table:table-cell></table:table-row>
            </table:table-header-rows><table:table-rows><table:table-row><table:table-cell><text:p>Asia</text:p></table:table-cell>
            <table:table-cell office:value="7310"><text:p>7310</text:p></table:table-cell></table:table-row></table:table-rows></table:table></chart:chart></office:chart>
            </office:body></office:document-content>
            """;

        var pages = await _world.Read(Odf("presentation", body, styles, ("Object 1/content.xml", chart)));

        Assert.Equal("1. Orders", pages[0].Name);
        Assert.Equal(("Orders by region", "7310"), (pages[0].Tables[0].Title, pages[0].Tables[0].Cells[^1].Text));
        Assert.Equal("2. (hidden)", pages[1].Name);
    }

    [Fact]
    public async Task What_opens_only_with_a_password_is_refused() => Assert.Equal("office_encrypted", (await _world.Refuses(Odf(
        "text", "<office:text/>", "", ("META-INF/manifest.xml", "<manifest><file-entry><encryption-data/></file-entry></manifest>")))).Code);

    [Theory]
    [InlineData("<office:spreadsheet><table:table>")]
    [InlineData("<office:text><text:p>cut")]
    public async Task What_is_cut_off_is_refused(string body)
    {
        var kind = body.Contains("sheet", StringComparison.Ordinal) ? "spreadsheet" : "text";
        var broken = Packages.Zip(
            ("mimetype", $"application/vnd.oasis.opendocument.{kind}"),
            ("content.xml", $"<office:document-content {Names}><office:body>{body}"));

        Assert.Equal("xml_damaged", (await _world.Refuses(broken)).Code);
    }

    private static byte[] Odf(string kind, string body, string styles = "", params (string Name, string Content)[] more) => Packages.Zip(
        [
            ("mimetype", $"application/vnd.oasis.opendocument.{kind}"),
            ("content.xml", $"<office:document-content {Names}>{styles}<office:body>{body}</office:body></office:document-content>"),
            .. more,
        ]);
}
