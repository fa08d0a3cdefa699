using Preciso.Documents;

namespace Preciso.Tests.Reading;

/// <summary>What Word prints and does not write down, and what it writes down and does not print.</summary>
public sealed class WordKindsTests : IAsyncDisposable
{
    private const string Numbering = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml";
    private const string Styles = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml";

    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>", "3", "612")]
    [InlineData("<w:rPr><w:position w:val=\"6\"/><w:sz w:val=\"12\"/></w:rPr>", "1)", "612")]
    [InlineData("<w:rPr><w:rStyle w:val=\"Mark\"/></w:rPr>", "12", "612")]
    [InlineData("<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>", "b", "612(b)")]
    [InlineData("<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>", "주1)", "612(주1)")]
    [InlineData("<w:rPr><w:vertAlign w:val=\"baseline\"/></w:rPr>", "3", "6123")]
    public async Task A_raised_mark_is_no_digit_of_the_number_that_it_stands_at(string properties, string mark, string expected)
    {
        var docx = OfficeParts.Docx(
            $"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Profit</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>612</w:t></w:r><w:r>{properties}"
                + $"<w:t>{mark}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            new OfficePart("word/styles.xml", Styles, "styles",
                $"<w:styles {OfficeParts.Word}><w:style w:type=\"character\" w:styleId=\"Mark\"><w:rPr><w:vertAlign w:val=\"superscript\"/>"
                    + "</w:rPr></w:style></w:styles>"));

        var page = Assert.Single(await _world.Read(docx));

        Assert.Equal(["Profit", expected], page.Tables[0].Cells.Select(cell => cell.Text));
    }

    [Fact]
    public async Task Raised_print_stays_raised_in_text_and_where_it_is_a_power()
    {
        const string two = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r>";

        var page = Assert.Single(await _world.Read(OfficeParts.Docx(
            $"<w:p><w:r><w:t>Profit was 612</w:t></w:r>{two}</w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Area (m</w:t></w:r>{two}<w:r><w:t>)</w:t></w:r>"
                + $"</w:p></w:tc><w:tc><w:p><w:r><w:t>Sales</w:t></w:r>{two}<w:r><w:t> net</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")));

        Assert.Equal(["Profit was 612²", "Area (m²) Sales net"], page.Lines().Select(line => line.Text));
    }

    [Fact]
    public async Task Numbers_that_Word_makes_itself_stand_in_the_text()
    {
        const string levels = """
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="제%1조"/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
            <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="ganada"/><w:suff w:val="nothing"/><w:lvlText w:val="%3. "/></w:lvl>
            <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%4"/></w:lvl>
            """;
        var body = string.Concat(
            Item("목적", 0), Item("대금", 0), Item("기한", 1), Item("방법", 1), Item("현금", 2), Item("어음", 2), Item("첫째", 3),
            Item("해지", 0), Item("통지", 1), Item("새로", 0, 2), Item("이어서", 0),
            "<w:p><w:pPr><w:pStyle w:val=\"Clause\"/></w:pPr><w:r><w:t>양식</w:t></w:r></w:p>",
            "<w:p><w:pPr><w:pStyle w:val=\"Clause\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr><w:r><w:t>번호 없이</w:t></w:r></w:p>");

        var page = Assert.Single(await _world.Read(OfficeParts.Docx(
            body,
            new OfficePart("word/numbering.xml", Numbering, "numbering",
                $"<w:numbering {OfficeParts.Word}><w:abstractNum w:abstractNumId=\"0\">{levels}</w:abstractNum><w:abstractNum "
                    + "w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"lowerRoman\"/><w:pStyle w:val=\"Clause\"/>"
                    + "<w:lvlText w:val=\"(%1)\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
                    + "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride>"
                    + "</w:num><w:num w:numId=\"3\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>"),
            new OfficePart("word/styles.xml", Styles, "styles",
                $"<w:styles {OfficeParts.Word}><w:style w:type=\"paragraph\" w:styleId=\"Clause\"><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr>"
                    + "</w:pPr></w:style></w:styles>"))));

        Assert.Equal(
            ["제1조 목적", "제2조 대금", "2.1 기한", "2.2 방법", "가. 현금", "나. 어음", "① 첫째", "제3조 해지", "3.1 통지", "제7조 새로", "제8조 이어서",
                "(iii) 양식", "번호 없이"],
            page.Lines().Select(line => line.Text));
    }

    private static string Item(string text, int level, int list = 1) =>
        $"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>";

    [Fact]
    public async Task Ticks_read_differently_from_empty_boxes_whatever_drew_them()
    {
        const string field =
            "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/>{0}</w:checkBox></w:ffData></w:fldChar></w:r>"
            + "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
        var body = "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t>yes </w:t><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/>"
            + "<w:t>no </w:t></w:r><w:r><w:rPr><w:rFonts w:ascii=\"Wingdings 2\"/></w:rPr><w:t>R</w:t></w:r><w:r><w:t>maybe</w:t></w:r></w:p>"
            + $"<w:p>{field.Replace("{0}", "<w:checked/>", StringComparison.Ordinal)}<w:r><w:t>on </w:t></w:r>"
            + $"{field.Replace("{0}", "", StringComparison.Ordinal)}<w:r><w:t>off</w:t></w:r></w:p>"
            + "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"low\"/>"
            + "<w:listEntry w:val=\"high\"/></w:ddList></w:ffData></w:fldChar></w:r></w:p>";

        var page = Assert.Single(await _world.Read(OfficeParts.Docx(body)));

        Assert.Equal(["☑yes ◻no ☑maybe", "☒on ☐off", "high"], page.Lines().Select(line => line.Text));
    }

    [Fact]
    public async Task Hidden_and_deleted_text_is_not_there_whether_it_or_its_style_says_so()
    {
        var body = "<w:p><w:r><w:t>seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> 111</w:t></w:r><w:r><w:rPr><w:webHidden/></w:rPr>"
            + "<w:t> 222</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Secret\"/></w:rPr><w:t> 333</w:t></w:r><w:r><w:rPr><w:rStyle "
            + "w:val=\"Secret\"/><w:vanish w:val=\"0\"/></w:rPr><w:t> shown</w:t></w:r><w:r><w:rPr><w:sz w:val=\"2\"/></w:rPr><w:t> 444</w:t>"
            + "</w:r><w:del><w:r><w:delText>555</w:delText></w:r></w:del><w:r><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr><w:t> 666</w:t></w:r>"
            + "<w:r><w:rPr><w:color w:val=\"FFFFFF\"/><w:shd w:fill=\"000000\"/></w:rPr><w:t> too</w:t></w:r></w:p>";

        var page = Assert.Single(await _world.Read(OfficeParts.Docx(body, new OfficePart("word/styles.xml", Styles, "styles",
            $"<w:styles {OfficeParts.Word}><w:style w:type=\"character\" w:styleId=\"Secret\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"))));

        Assert.Equal("seen shown too", page.Text());
    }

    [Fact]
    public async Task An_equation_keeps_what_is_over_and_beside()
    {
        const string math = """
            <w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e>
            <m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>
            </m:oMath></w:p>
            """;

        Assert.Equal("10^61/2", Assert.Single(await _world.Read(OfficeParts.Docx(math))).Text());
    }

    [Fact]
    public async Task Comments_are_read_behind_what_they_are_about()
    {
        var page = Assert.Single(await _world.Read(OfficeParts.Docx(
            "<w:p><w:r><w:t>Fee: 770</w:t></w:r><w:r><w:commentReference w:id=\"4\"/></w:r></w:p>",
            new OfficePart("word/comments.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml", "comments",
                $"<w:comments {OfficeParts.Word}><w:comment w:id=\"4\" w:author=\"Lee\"><w:p><w:r><w:t>was 700</w:t></w:r></w:p></w:comment>"
                    + "</w:comments>"))));

        Assert.Equal("Fee: 770\nLee: was 700", page.Text());
    }

    [Theory]
    [InlineData("text/html", "<html><body><table><tr><td>Orders</td><td>4,310</td></tr></table></body></html>", "4,310")]
    [InlineData("text/plain", "Orders: 4,310", "4,310")]
    public async Task A_file_within_a_document_is_read(string type, string content, string expected)
    {
        var page = Assert.Single(await _world.Read(Chunk(type, content)));

        Assert.Contains(expected, page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_within_a_document_that_is_not_read_says_so()
    {
        var page = Assert.Single(await _world.Read(Chunk("application/rtf", "{\\rtf1 4,310}")));

        Assert.Contains(page.Attempts, attempt => attempt is { Way: "embedded_part_unread" });
        Assert.InRange(page.Quality, 0, 0.5);
    }

    private static byte[] Chunk(string type, string content) => OfficeParts.Docx(
        "<w:p><w:r><w:t>Report</w:t></w:r></w:p><w:altChunk r:id=\"rId1\"/>", new OfficePart("word/chunk.dat", type, "aFChunk", content));

    [Fact]
    public async Task A_chart_is_read_as_its_table()
    {
        const string drawing = """
            <w:p><w:r><w:drawing><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="x">
            <c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId1"/></a:graphicData></a:graphic></w:drawing></w:r></w:p>
            """;

        var page = Assert.Single(await _world.Read(OfficeParts.Docx(
            drawing, new OfficePart("word/charts/chart1.xml", OfficeParts.ChartType, "chart", OfficeGraphicsTests.Orders))));

        var table = Assert.Single(page.Tables);
        Assert.Equal("Orders (units)", table.Title);
        Assert.Equal(
            ["2023", "2024", "Asia", "6,900", "7,310", "Europe", "2,845"],
            table.Cells.Select(cell => cell.Text).Where(text => text != ""));
    }
}
