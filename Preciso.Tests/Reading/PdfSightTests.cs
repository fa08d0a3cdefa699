using System.Text;
using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Reading;

/// <summary>Text of a PDF that nobody sees on its page is no text of it; text that is seen stays, however it is drawn.</summary>
public sealed class PdfSightTests : IAsyncDisposable
{
    private const string LeftOut = "unseen_text_left_out";
    private const string Image =
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n\u0080\n"
        + "endstream";

    private static readonly string Seen = Text(72, 760, "Quotation for pumps and valves") + Text(72, 740, "Total amount: 48,200 dollars");
    private static readonly string Hidden = Text(72, 700, "Total amount: 77,777 dollars");

    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    public static TheoryData<string, string> Ways() => new()
    {
        { "white", $"1 1 1 rg {Hidden}" },
        { "nearly white", $"0.97 g {Hidden}" },
        { "white in four inks", $"0 0 0 0 k {Hidden}" },
        { "of the colour that it stands on", $"0.1 0.2 0.5 rg 60 690 300 24 re f {Hidden}" },
        { "outlined in white", $"1 Tr 1 G {Hidden}" },
        { "without ink", $"3 Tr {Hidden}" },
        { "a stencil for nothing", $"7 Tr {Hidden}" },
        { "covered in white", $"{Hidden} 1 g 60 690 300 24 re f" },
        { "blackened", $"{Hidden} 0 g 60 690 300 24 re f" },
        { "struck over by a thick line", $"{Hidden} 24 w 60 704 m 360 704 l S" },
        { "covered by a drawn shape", $"{Hidden} 1 g 60 690 m 360 690 l 370 704 l 360 718 l 60 718 l h f" },
        { "clipped away", $"q 10 10 20 20 re W n {Hidden} Q" },
        { "clipped to nothing", $"q 0 0 0 0 re W n {Hidden} Q" },
        { "smaller than a dot", Text(72, 700, "Total amount: 77,777 dollars", 0.4) },
        { "shrunk to a dot", $"q 0.02 0 0 0.02 72 700 cm {Text(0, 0, "Total amount: 77,777 dollars")} Q" },
        { "squeezed to a line", "BT /F1 12 Tf 0.5 Tz 72 700 Td (Total amount: 77,777 dollars) Tj ET" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_is_not_seen_is_left_out_and_the_page_says_so(string way, string drawn)
    {
        var page = Assert.Single(await _world.Read(Pdf.Drawn(Seen + "q " + drawn + " Q " + Text(72, 660, "Payable in 30 days"))));

        Assert.DoesNotContain("77,777", page.Text(), StringComparison.Ordinal);
        Assert.Contains("48,200", page.Text(), StringComparison.Ordinal);
        Assert.Contains("Payable in 30 days", page.Text(), StringComparison.Ordinal);
        Assert.True(page.Attempts.Any(attempt => attempt.Way == LeftOut), way);
    }

    public static TheoryData<string, string> SeenWays() => new()
    {
        { "black", Hidden },
        { "white on a dark bar", $"0.1 0.2 0.5 rg 60 690 300 24 re f 1 g {Hidden}" },
        { "white on black drawn line by line", $"0 g 60 690 300 8 re f 60 698 300 8 re f 60 706 300 8 re f 1 g {Hidden}" },
        { "on a bar drawn before", $"0.9 g 60 690 300 24 re f 0 g {Hidden}" },
        { "struck through", $"{Hidden} 0.7 w 60 704 m 360 704 l S" },
        { "underlined by a surface", $"{Hidden} 60 697 300 1 re f" },
        { "in a frame drawn later", $"{Hidden} 60 690 300 24 re S" },
        { "within what is left by clipping", $"q 60 690 300 24 re W n {Hidden} Q" },
        { "a stencil for colour", $"q 7 Tr {Hidden} 0 0 1 rg 60 690 300 24 re f Q" },
        { "outlined", $"1 Tr 0 G 1 g {Hidden}" },
    };

    [Theory]
    [MemberData(nameof(SeenWays))]
    public async Task What_is_seen_stays(string way, string drawn)
    {
        var page = Assert.Single(await _world.Read(Pdf.Drawn(Seen + "q " + drawn + " Q ")));

        Assert.Contains("77,777", page.Text(), StringComparison.Ordinal);
        Assert.True(page.Attempts.All(attempt => attempt.Way is null), way);
    }

    [Theory]
    [InlineData("/Rotate 90")]
    [InlineData("/Rotate 180")]
    [InlineData("/Rotate 270")]
    [InlineData("/CropBox [50 600 500 800]")]
    [InlineData("/CropBox [50 600 500 800] /Rotate 90")]
    [InlineData("/UserUnit 2")]
    public async Task Turned_and_cropped_pages_are_looked_at_as_they_are_shown(string page)
    {
        var read = Assert.Single(await _world.Read(Make($"{Seen} 1 g {Hidden} 0 g {Text(72, 660, "Payable in 30 days")}", page, "", [])));

        Assert.DoesNotContain("77,777", read.Text(), StringComparison.Ordinal);
        Assert.Contains("48,200", read.Text(), StringComparison.Ordinal);
        Assert.Contains("30 days", read.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digit_that_is_not_seen_is_no_digit_of_the_number_beside_it()
    {
        var drawn = $"{Seen} 1 g {Text(72, 700, "9")} 0 g {Text(78.67, 700, "1,234 pieces")}";

        var page = Assert.Single(await _world.Read(Pdf.Drawn(drawn)));

        Assert.Contains(page.Words(), word => word.Text == "1,234");
        Assert.DoesNotContain("91,234", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_within_forms_and_transparent_text_are_looked_at_too()
    {
        var white = $"1 g {Hidden}";
        var form = $"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Length {white.Length} >>"
            + $"\nstream\n{white}\nendstream";
        var packed = Make($"{Seen} /X1 Do", "/XObject << /X1 4 0 R >>", form);
        var faint = Make($"{Seen} q /G1 gs {Hidden} Q", "/ExtGState << /G1 << /ca 0 /CA 0 >> >>");

        foreach (var file in new[] { packed, faint })
        {
            Assert.DoesNotContain("77,777", Assert.Single(await _world.Read(file)).Text(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Forms_that_hold_each_other_leave_the_words_and_say_that_they_were_not_looked_at()
    {
        const string form = "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length 5 ";
        const string one = form + "/Resources << /XObject << /B 5 0 R >> >> >>\nstream\n/B Do\nendstream";
        const string other = form + "/Resources << /XObject << /A 4 0 R >> >> >>\nstream\n/A Do\nendstream";

        var page = Assert.Single(await _world.Read(Make($"{Seen} /X1 Do", "/XObject << /X1 4 0 R >>", one, other)));

        Assert.Contains("48,200", page.Text(), StringComparison.Ordinal);
        Assert.Equal("visibility_unchecked", page.Attempts[0].Way);
    }

    [Fact]
    public async Task What_was_recognised_on_a_scan_stays_readable_and_text_under_a_small_picture_does_not()
    {
        const string picture = "/XObject << /Im1 4 0 R >>";
        var over = Make($"q 595 0 0 842 0 0 cm /Im1 Do Q 3 Tr {Seen}", picture, Image);
        var under = Make($"{Seen} q 595 0 0 842 0 0 cm /Im1 Do Q", picture, Image);
        var logo = Make($"{Seen} {Hidden} q 300 0 0 24 60 690 cm /Im1 Do Q", picture, Image);

        Assert.Contains("48,200", Assert.Single(await _world.Read(over)).Text(), StringComparison.Ordinal);
        Assert.Contains("48,200", Assert.Single(await _world.Read(under)).Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("77,777", Assert.Single(await _world.Read(logo)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_that_are_drawn_as_shapes_have_their_text_over_them_without_ink()
    {
        const string cross = "0 G 72.5 701 m 77.5 706 l 72.5 706 m 77.5 701 l S ";
        var ticked = Make(
            $"{Seen} q /G1 gs {Text(72, 700, "x")} Q {cross} {Text(90, 700, "agreed")}", "/ExtGState << /G1 << /ca 0 >> >>");

        Assert.Contains(Assert.Single(await _world.Read(ticked)).Words(), word => word.Text == "x");
    }

    private static string Text(double x, double y, string text, double size = 12) =>
        FormattableString.Invariant($"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET ");

    /// <summary>One page with further objects, which begin with number 4.</summary>
    private static byte[] Make(string content, string resources, params string[] objects) => Make(content, "", resources, objects);

    private static byte[] Make(string content, string page, string resources, string[] objects)
    {
        var number = 4 + objects.Length;
        return Pdf.Assemble([.. new[]
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count 1 /Kids [{number + 1} 0 R] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        }.Concat(objects).Append($"<< /Length {content.Length} >>\nstream\n{content}\nendstream").Append(
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {page} /Contents {number} 0 R "
            + $"/Resources << /Font << /F1 3 0 R >> {resources} >> >>").Select(Encoding.Latin1.GetBytes)]);
    }
}
