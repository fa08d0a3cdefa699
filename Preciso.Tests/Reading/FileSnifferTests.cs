using System.Text;
using Preciso.Reading;

namespace Preciso.Tests.Reading;

public sealed class FileSnifferTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A00", "a.pdf", "image/png")]
    [InlineData("FFD8FFE000", "a.txt", "image/jpeg")]
    [InlineData("49492A0008", "a", "image/tiff")]
    [InlineData("4D4D002A00", "a", "image/tiff")]
    [InlineData("0D0A255044462D312E370A00", "a.png", "application/pdf")]
    [InlineData("EFBBBFEAB080", "a.md", "text/markdown")]
    [InlineData("EAB080", "a.MARKDOWN", "text/markdown")]
    [InlineData("B0A1B3AA", "a.md.txt", "text/plain")]
    [InlineData("FFFE00AC", "a.exe", "text/plain")]
    public void The_content_says_what_a_file_is(string head, string name, string expected) =>
        Assert.Equal(expected, Sniff(Convert.FromHexString(head), name));

    [Theory]
    [InlineData("4D5A900003000000", "setup.pdf")]
    [InlineData("7F454C4602010100", "a.txt")]
    [InlineData("1B5B1B5B1B5B41", "a.txt")]
    public void What_nothing_here_reads_is_refused_whatever_its_name(string head, string name)
    {
        var error = Assert.Throws<ProblemException>(() => Sniff(Convert.FromHexString(head), name));

        Assert.Equal((ProblemKind.Unsupported, "file_type_unsupported"), (error.Kind, error.Code));
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        var error = Assert.Throws<ProblemException>(() => Sniff([], "a.pdf"));

        Assert.Equal((ProblemKind.Invalid, "file_empty"), (error.Kind, error.Code));
    }

    [Fact]
    public void A_character_cut_by_the_end_of_the_head_is_no_error()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("가나다", 1000)));

        Assert.Equal("text/plain", Sniff(text, "a.txt"));
    }

    [Fact]
    public void Text_in_no_code_that_can_be_told_is_refused_with_what_to_do()
    {
        var error = Assert.Throws<ProblemException>(() => Sniff([.. "Le caf"u8, 0x81, (byte)' ', 0x8D, (byte)'.'], "a.txt"));

        Assert.Equal("text_encoding_unknown", error.Code);
        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!doctype html><p>x", "a.txt", "text/html")]
    [InlineData("<!-- saved -->\n<HTML><body>", "a", "text/html")]
    [InlineData("<table><tr><td>1", "export.xls", "text/html")]
    [InlineData("<div align=center>\n\n# Title", "README.md", "text/markdown")]
    [InlineData("<?xml version=\"1.0\"?><data/>", "a.txt", "application/xml")]
    [InlineData("<!DOCTYPE data [<!ENTITY a 'b'>]><data>&a;</data>", "a.xml", "application/xml")]
    [InlineData("<?xml version='1.0'?>\n<xbrli:xbrl xmlns:xbrli='http://www.xbrl.org/2003/instance'>", "a.xml", "application/xbrl+xml")]
    [InlineData("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml' xmlns:ix='http://www.xbrl.org/2013/inlineXBRL'>", "a.htm",
        "application/xhtml+xml")]
    [InlineData("Received: by x\r\nMessage-ID: <1@x>\r\nFrom: a@x\r\nSubject: s\r\n\r\nbody", "a.txt", "message/rfc822")]
    [InlineData("From: Kim\nTo: Lee\nSubject: lunch\n\nA memo.", "memo.txt", "text/plain")]
    [InlineData("a,b\n1,2", "a.csv", "text/csv")]
    [InlineData("a\tb", "a.TSV", "text/tab-separated-values")]
    [InlineData("a < b and <this> is no markup", "a.txt", "text/plain")]
    public void Kinds_of_text_are_told_apart(string text, string name, string expected) =>
        Assert.Equal(expected, Sniff(Encoding.UTF8.GetBytes(text), name));

    [Theory]
    [InlineData("EncryptedPackage", "office_encrypted")]
    [InlineData("__properties_version1.0", "msg_unsupported")]
    [InlineData("FileHeader", "file_type_unsupported")]
    public void What_a_compound_file_holds_decides(string stream, string code)
    {
        var error = Assert.Throws<ProblemException>(() => Sniff(CompoundFiles.With(stream), "a.xls"));

        Assert.Equal((ProblemKind.Unsupported, code), (error.Kind, error.Code));
    }

    [Theory]
    [InlineData("WordDocument", "application/msword")]
    [InlineData("PowerPoint Document", "application/vnd.ms-powerpoint")]
    public void Office_of_old_is_read_where_a_program_can_and_else_refused(string stream, string mediaType)
    {
        if ((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "soffice"))))
        {
            Assert.Equal(mediaType, Sniff(CompoundFiles.With(stream), "a.doc"));
            return;
        }
        Assert.Equal("office_old_format", Assert.Throws<ProblemException>(() => Sniff(CompoundFiles.With(stream), "a.doc")).Code);
    }

    [Fact]
    public void Excel_of_old_is_told_by_its_stream() =>
        Assert.Equal("application/vnd.ms-excel", Sniff(CompoundFiles.With("Workbook"), "a.doc"));

    [Theory]
    [InlineData("504B030414000600")]
    [InlineData("504B0506000000000000000000000000FFFFFFFF0000")]
    public void A_broken_archive_is_refused_as_such(string hex)
    {
        var error = Assert.Throws<ProblemException>(() => Sniff(Convert.FromHexString(hex), "report.docx"));

        Assert.Equal("zip_damaged", error.Code);
    }

    private static string Sniff(byte[] content, string name)
    {
        using var file = new MemoryStream(content);
        return FileSniffer.Sniff(file, name);
    }
}
