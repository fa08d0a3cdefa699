using System.Text;
using Preciso.Grains.Documents.Reading;

namespace Preciso.Tests.Documents.Reading;

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
        Assert.Equal(expected, FileSniffer.Sniff(Convert.FromHexString(head), headIsWholeFile: true, name));

    [Theory]
    [InlineData("504B030414000600", "report.docx")]
    [InlineData("4D5A900003000000", "setup.pdf")]
    [InlineData("7F454C4602010100", "a.txt")]
    [InlineData("1B5B1B5B1B5B41", "a.txt")]
    public void What_nothing_here_reads_is_refused_whatever_its_name(string head, string name)
    {
        var error = Assert.Throws<ProblemException>(() => FileSniffer.Sniff(Convert.FromHexString(head), headIsWholeFile: true, name));

        Assert.Equal((ProblemKind.Unsupported, "file_type_unsupported"), (error.Kind, error.Code));
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        var error = Assert.Throws<ProblemException>(() => FileSniffer.Sniff([], headIsWholeFile: true, "a.pdf"));

        Assert.Equal((ProblemKind.Invalid, "file_empty"), (error.Kind, error.Code));
    }

    [Fact]
    public void A_character_cut_by_the_end_of_the_head_is_no_error()
    {
        var head = Encoding.UTF8.GetBytes("가나다")[..^1];

        Assert.Equal("text/plain", FileSniffer.Sniff(head, headIsWholeFile: false, "a.txt"));
        Assert.Throws<ProblemException>(() => FileSniffer.Sniff(head, headIsWholeFile: true, "a.txt"));
    }

    [Fact]
    public void Western_text_of_old_is_refused_with_what_to_do()
    {
        var error = Assert.Throws<ProblemException>(
            () => FileSniffer.Sniff(Encoding.Latin1.GetBytes("Le café est fermé à midi."), headIsWholeFile: true, "a.txt"));

        Assert.Equal("text_encoding_unknown", error.Code);
        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }
}
