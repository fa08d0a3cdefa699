using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Preciso.Reading;
using Document = DocumentFormat.OpenXml.Wordprocessing.Document;

namespace Preciso.Tests.Reading;

public sealed class DocxTests : IAsyncDisposable
{
    private const string Namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_document_reads_with_its_headings_lists_tables_and_notes()
    {
        const string body = """
            <w:p><w:pPr><w:pStyle w:val="Derived"/></w:pPr><w:r><w:t>용역 계약서</w:t></w:r></w:p>
            <w:p><w:r><w:t xml:space="preserve">계약 금액은 </w:t></w:r><w:ins><w:r><w:t>5,000</w:t></w:r></w:ins><w:del><w:r><w:delText>4,000</w:delText></w:r></w:del>
              <w:r><w:t>만원이다.</w:t><w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:br/><w:t>둘째 줄</w:t></w:r></w:p>
            <w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>항목</w:t></w:r></w:p>
            <w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>구분</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>금액</w:t></w:r></w:p></w:tc></w:tr>
              <w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>1차</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1,000</w:t></w:r></w:p><w:p><w:r><w:t>(천원)</w:t></w:r></w:p></w:tc>
                <w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>inner</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr>
              <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>2,000</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>
            <w:sdt><w:sdtContent><w:p><w:r><w:t>In a content control.</w:t></w:r></w:p></w:sdtContent></w:sdt>
            <w:p><w:r><w:t>Before</w:t><w:br w:type="page"/><w:t>after the break.</w:t></w:r></w:p>
            <w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>Text in a box</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>
            """;

        Golden.Matches(await _world.Read(Docx(body)), "document");
    }

    [Fact]
    public async Task A_document_that_is_cut_off_is_refused()
    {
        var docx = Docx("<w:p/>");

        var error =
            Assert.Throws<ProblemException>(() => FileSniffer.Sniff(new MemoryStream(docx[..^30]), "cut.docx"));

        Assert.Equal("zip_damaged", error.Code);
        Assert.Single(await _world.Read(docx));
    }

    internal static byte[] Docx(string body)
    {
        using var stream = new MemoryStream();
        using (var word = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = word.AddMainDocumentPart();
            main.Document = new Document($"<w:document {Namespace}><w:body>{body}</w:body></w:document>");
            main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(
                $"""
                <w:styles {Namespace}><w:style w:type="paragraph" w:styleId="Base"><w:name w:val="heading 1"/></w:style>
                <w:style w:type="paragraph" w:styleId="Derived"><w:name w:val="My Title"/><w:basedOn w:val="Base"/></w:style></w:styles>
                """);
            main.AddNewPart<FootnotesPart>().Footnotes = new Footnotes(
                $"""<w:footnotes {Namespace}><w:footnote w:id="2"><w:p><w:r><w:t>부가세 별도</w:t></w:r></w:p></w:footnote></w:footnotes>""");
            main.AddNewPart<HeaderPart>().Header = new Header($"<w:hdr {Namespace}><w:p><w:r><w:t>대외비</w:t></w:r></w:p></w:hdr>");
            main.AddNewPart<FooterPart>().Footer = new Footer($"<w:ftr {Namespace}><w:p><w:r><w:t>Seoul</w:t></w:r></w:p></w:ftr>");
        }
        return stream.ToArray();
    }
}
