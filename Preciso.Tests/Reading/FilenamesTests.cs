using Preciso.Reading;

namespace Preciso.Tests.Reading;

public sealed class FilenamesTests
{
    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\kim\\보고서.pdf", "보고서.pdf")]
    [InlineData("a\u0000b\r\nc\u202Egpj.exe", "abcgpj.exe")]
    [InlineData("\u1112\u1161\u11ab\u1100\u1173\u11af.txt", "한글.txt")]
    [InlineData("..", "document")]
    [InlineData("", "document")]
    public void A_name_is_only_a_clean_label(string raw, string clean)
    {
        Assert.Equal(clean, Filenames.Clean(raw));
    }

    [Fact]
    public void A_name_that_is_too_long_keeps_its_ending()
    {
        var clean = Filenames.Clean(new string('가', 400) + ".pdf");

        Assert.Equal(255, clean.Length);
        Assert.EndsWith("….pdf", clean, StringComparison.Ordinal);
    }
}
