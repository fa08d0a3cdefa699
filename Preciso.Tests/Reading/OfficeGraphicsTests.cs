using Preciso.Documents;
using Preciso.Reading.Facts;

namespace Preciso.Tests.Reading;

/// <summary>Charts, SmartArt, boxes, comments, and what is hidden, in slides and sheets.</summary>
public sealed class OfficeGraphicsTests : IAsyncDisposable
{
    internal const string Orders = $"""
        <c:chartSpace {OfficeParts.Chart} {OfficeParts.Drawing}><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Orders (units)</a:t></a:r></a:p></c:rich>
        </c:tx></c:title><c:plotArea><c:barChart>
        <c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>2023</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache>
          <c:pt idx="0"><c:v>Asia</c:v></c:pt><c:pt idx="1"><c:v>Europe</c:v></c:pt></c:strCache></c:strRef></c:cat>
          <c:val><c:numRef><c:numCache><c:formatCode>#,##0</c:formatCode><c:pt idx="0"><c:v>6900</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>
        <c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>2024</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache>
          <c:pt idx="0"><c:v>Asia</c:v></c:pt><c:pt idx="1"><c:v>Europe</c:v></c:pt></c:strCache></c:strRef></c:cat>
          <c:val><c:numRef><c:numCache><c:formatCode>#,##0</c:formatCode><c:pt idx="0"><c:v>7310</c:v></c:pt><c:pt idx="1"><c:v>2845</c:v></c:pt>
          </c:numCache></c:numRef></c:val></c:ser>
        </c:barChart></c:plotArea></c:chart></c:chartSpace>
        """;

    private const string ChartFrame = "<c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"rId1\"/>";

    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_chart_on_a_slide_is_a_table_with_facts()
    {
        var page = Assert.Single(await _world.Read(OfficeParts.Pptx(
            [OfficeParts.Frame(ChartFrame)],
            new OfficePart("ppt/charts/chart1.xml", OfficeParts.ChartType, "chart", Orders, "ppt/slides/slide1.xml"))));

        var facts = new FactReader("deck.pptx").Read(page).Facts;

        Assert.Contains(facts, fact => fact is { Metric: "Asia", Value: 7310, Period.Key: "FY2024" });
        Assert.Contains(facts, fact => fact is { Metric: "Asia", Value: 6900, Period.Key: "FY2023" });
    }

    [Fact]
    public async Task An_axis_in_millions_prints_millions()
    {
        var chart = Orders.Replace("</c:barChart>", "</c:barChart><c:valAx><c:dispUnits><c:builtInUnit val=\"thousands\"/></c:dispUnits></c:valAx>",
            StringComparison.Ordinal);

        var page = Assert.Single(await _world.Read(OfficeParts.Pptx(
            [OfficeParts.Frame(ChartFrame)],
            new OfficePart("ppt/charts/chart1.xml", OfficeParts.ChartType, "chart", chart, "ppt/slides/slide1.xml"))));

        Assert.Contains(page.Tables[0].Cells, cell => cell is { Text: "7.31", Raw: "7310" });
        Assert.Equal("(in thousands)", page.Tables[0].Unit);
    }

    [Fact]
    public async Task Smart_art_is_a_list_in_its_own_order()
    {
        const string model = $"""
            <dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" {OfficeParts.Drawing}><dgm:ptLst>
            <dgm:pt modelId="0" type="doc"/><dgm:pt modelId="3"><dgm:t><a:p><a:r><a:t>Ship</a:t></a:r></a:p></dgm:t></dgm:pt>
            <dgm:pt modelId="1"><dgm:t><a:p><a:r><a:t>Receive</a:t></a:r></a:p></dgm:t></dgm:pt>
            <dgm:pt modelId="2"><dgm:t><a:p><a:r><a:t>Check the limit of 5,000</a:t></a:r></a:p></dgm:t></dgm:pt>
            <dgm:pt modelId="9" type="pres"><dgm:t><a:p><a:r><a:t>layout</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst><dgm:cxnLst>
            <dgm:cxn srcId="0" destId="1" srcOrd="0"/><dgm:cxn srcId="1" destId="2" srcOrd="0"/><dgm:cxn srcId="0" destId="3" srcOrd="1"/>
            </dgm:cxnLst></dgm:dataModel>
            """;

        var page = Assert.Single(await _world.Read(OfficeParts.Pptx(
            [OfficeParts.Frame("<dgm:relIds xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\" r:dm=\"rId1\"/>")],
            new OfficePart(
                "ppt/diagrams/data1.xml", "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml", "diagramData",
                model, "ppt/slides/slide1.xml"))));

        Assert.Equal("Receive\nCheck the limit of 5,000\nShip", page.Text());
    }

    [Fact]
    public async Task A_hidden_slide_is_marked_and_makes_no_facts_and_a_hidden_shape_is_not_there()
    {
        var pages = await _world.Read(OfficeParts.Pptx(
        [
            OfficeParts.Shape("<a:r><a:t>Target</a:t></a:r><a:r><a:rPr baseline=\"30000\"/><a:t>2</a:t></a:r>")
                + OfficeParts.Shape("<a:r><a:t>Draft 8,888</a:t></a:r>", " hidden=\"1\""),
            "." + OfficeParts.Shape("<a:r><a:t>Old revenue 2024: 9,000 units</a:t></a:r>"),
        ]));

        Assert.Equal("Target²", pages[0].Text());
        Assert.Equal("2. (hidden)", pages[1].Name);
        Assert.Empty(new FactReader("deck.pptx").Read(pages[1]).Facts);
    }

    [Fact]
    public async Task Hidden_rows_and_columns_are_no_cells_of_the_table_and_stand_apart_marked()
    {
        const string sheet = """
            <cols><col min="3" max="3" hidden="1"/></cols><sheetData>
            <row r="1"><c r="A1" t="str"><v>Region</v></c><c r="B1" t="str"><v>City</v></c><c r="C1" t="str"><v>Margin</v></c><c r="D1"><v>2024</v></c></row>
            <row r="2" hidden="1"><c r="A2" t="str"><v>South</v></c><c r="B2" t="str"><v>Busan</v></c><c r="C2"><v>12</v></c><c r="D2"><v>9999</v></c></row>
            <row r="3"><c r="B3" t="str"><v>Daegu</v></c><c r="C3"><v>41</v></c><c r="D3"><v>800</v></c></row>
            <row r="4"><c r="A4" t="str"><v>North</v></c><c r="B4" t="str"><v>Seoul</v></c><c r="C4"><v>35</v></c><c r="D4"><v>1200</v></c></row>
            </sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>
            """;

        var pages = await _world.Read(OfficeParts.Xlsx(sheet));

        Assert.Equal(
            ["Region A1", "City B1", "2024 D1", "South A2", "Daegu B3", "800 D3", "North A4", "Seoul B4", "1200 D4"],
            Assert.Single(pages[0].Tables).Cells.Select(cell => $"{cell.Text} {cell.Address}"));
        Assert.Equal("Sheet1 (hidden)", pages[1].Name);
        Assert.Equal(
            ["Margin", "Busan", "12", "9999", "41", "35"],
            pages[1].Tables.SelectMany(table => table.Cells).Select(cell => cell.Text));
        Assert.Empty(new FactReader("sales.xlsx").Read(pages[1]).Facts);
    }

    [Fact]
    public async Task Rich_text_keeps_its_raised_marks_apart_and_shows_the_ticks_of_its_fonts()
    {
        const string sheet = """
            <sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><t>Revenue</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1)</t></r></is></c>
            <c r="B1" t="inlineStr"><is><r><t>612</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>3</t></r></is></c>
            <c r="C1" t="inlineStr"><is><r><rPr><rFont val="Wingdings"/></rPr><t>þ</t></r><r><t> audited</t></r></is></c></row></sheetData>
            """;

        var page = Assert.Single(await _world.Read(OfficeParts.Xlsx(sheet)));

        Assert.Equal(["Revenue", "612", "☑ audited"], page.Tables[0].Cells.Select(cell => cell.Text));
    }

    [Fact]
    public async Task Notes_threads_and_boxes_of_a_sheet_are_read()
    {
        const string sheet = """
            <sheetData><row r="2"><c r="A2" t="str"><v>Profit</v></c><c r="B2"><v>4120</v></c></row></sheetData><drawing r:id="rId3"/>
            """;
        const string box = """
            <xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:row>5</xdr:row></xdr:from><xdr:sp><xdr:txBody><a:p><a:r><a:t>{0}</a:t></a:r></a:p>
            </xdr:txBody></xdr:sp></xdr:twoCellAnchor>
            """;
        const string owner = "xl/worksheets/sheet1.xml";

        var page = Assert.Single(await _world.Read(OfficeParts.Xlsx(
            sheet,
            new OfficePart("xl/comments1.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml", "comments",
                "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><commentList><comment ref=\"B2\"><text><t>one-off "
                    + "310</t></text></comment><comment ref=\"A2\"><text><t>[Threaded comment]</t></text></comment></commentList></comments>", owner),
            new OfficePart("xl/threadedComments/threadedComment1.xml", "application/vnd.ms-excel.threadedcomments+xml",
                "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
                "<ThreadedComments xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments\"><threadedComment ref=\"A2\" "
                    + "id=\"{1}\"><text>before tax</text></threadedComment></ThreadedComments>", owner),
            new OfficePart("xl/drawings/drawing1.xml", "application/vnd.openxmlformats-officedocument.drawing+xml", "drawing",
                $"<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\" {OfficeParts.Drawing}>"
                    + box.Replace("{0}", "(in thousands of dollars)", StringComparison.Ordinal)
                    + box.Replace("{0}", "unaudited", StringComparison.Ordinal) + "</xdr:wsDr>", owner))));

        Assert.Equal(
            ["(in thousands of dollars)", "Profit 4120", "unaudited", "B2: one-off 310", "A2: before tax"],
            page.Lines().Select(line => line.Text));
        Assert.Equal("(in thousands of dollars)", page.Tables[0].Unit);
    }

    [Fact]
    public async Task What_is_printed_in_the_colour_of_the_paper_is_hidden()
    {
        var styles = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><fonts><font/><font><color rgb=\"FFFFFFFF\"/>"
            + "</font></fonts><fills><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"solid\"/></fill></fills>"
            + "<cellXfs><xf/><xf fontId=\"1\"/><xf fontId=\"1\" fillId=\"1\"/></cellXfs></styleSheet>";
        const string sheet = "<sheetData><row r=\"1\"><c r=\"A1\" s=\"2\" t=\"str\"><v>Head</v></c><c r=\"B1\"><v>10</v></c><c r=\"C1\" "
            + "s=\"1\"><v>7777</v></c></row></sheetData>";

        var pages = await _world.Read(OfficeParts.Xlsx(
            sheet,
            new OfficePart("xl/styles.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml", "styles", styles)));

        Assert.Equal(["Head", "10"], pages[0].Tables[0].Cells.Select(cell => cell.Text));
        Assert.Equal("7777", pages[1].Text());
    }
}
