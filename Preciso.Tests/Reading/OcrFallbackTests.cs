using System.Text;
using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Reading;

/// <summary>What is done when the first way of reading a page is doubtful, and what is said about it.</summary>
public sealed class OcrFallbackTests : IAsyncDisposable
{
    private static readonly string Convert = File.Exists("/usr/bin/convert-im7.q16") ? "convert-im7.q16" : "convert-im6.q16";

    private static readonly string Letter = string.Join(
        '\n', Enumerable.Range(1, 14).Select(n => $"Paragraph {n} of the letter says that the goods were delivered"));

    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(90, "turned_270")]
    [InlineData(180, "turned_180")]
    public async Task A_turned_scan_is_read_and_its_boxes_stay_where_they_are_seen(int degrees, string way)
    {
        var picture = await Changed(await ReadingWorld.Picture(Pdf.Print(Letter), dpi: 150), "-rotate", $"{degrees}");

        var page = Assert.Single(await _world.Read(picture));

        var first = page.Words().First(word => word.Text == "Paragraph").Box;
        Assert.Contains("Paragraph 9 of the letter says", page.Text(), StringComparison.Ordinal);
        Assert.Equal(way, page.Attempts.Single(attempt => attempt.Reason is null).Way);
        Assert.Equal(degrees == 90, page.Width > page.Height);
        // The first line stands 72 points below the upper edge of the upright page and begins 72 from the left.
        Assert.InRange(degrees == 90 ? page.Width - first.X1 : page.Height - first.Y1, 50, 80);
        Assert.InRange(degrees == 90 ? first.Y0 : page.Width - first.X1, 65, 80);
    }

    [Fact]
    public async Task A_crooked_scan_is_straightened_and_its_boxes_stay_where_they_are_seen()
    {
        var picture = await Changed(
            await ReadingWorld.Picture(Pdf.Print(Letter), dpi: 150), "-background", "white", "-distort", "SRT", "4");

        var page = Assert.Single(await _world.Read(picture));

        var words = page.Words().ToList();
        Assert.Equal("deskewed", page.Attempts.Single(attempt => attempt.Reason is null).Way);
        Assert.Contains("Paragraph 9 of the letter says that the goods were delivered", page.Text(), StringComparison.Ordinal);
        // Turned clockwise about the middle of the page, the lines fall to the right by 4 degrees.
        var fall = words.First(word => word.Text == "delivered").Box.Y0 - words.First(word => word.Text == "Paragraph").Box.Y0;
        Assert.InRange(fall, 12, 26);
    }

    [Fact]
    public async Task A_page_in_shadow_is_read()
    {
        var picture = await Changed(
            await ReadingWorld.Picture(Pdf.Print(Letter), dpi: 120), "(", "-size", "992x1404", "gradient:white-gray20", ")", "-compose",
            "multiply", "-composite");

        var page = Assert.Single(await _world.Read(picture));

        Assert.Contains("Paragraph 3 of the letter", page.Text(), StringComparison.Ordinal);
        Assert.Contains("Paragraph 13 of the letter", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lines_of_a_table_part_its_cells_whichever_pass_is_kept()
    {
        var canvas = new PdfCanvas();
        for (var row = 0; row < 9; row++)
        {
            canvas.Rule(60, 100 + (24 * row), 480, 100 + (24 * row));
            for (var column = 0; column < 3 && row < 8; column++)
            {
                var text = column == 0 ? $"Delivered goods {row + 1}" : $"{(row * 137) + column} pieces";
                canvas.Text(66 + (140 * column), 116 + (24 * row), 10, text);
            }
        }
        for (var column = 0; column < 4; column++)
        {
            canvas.Rule(60 + (140 * column), 100, 60 + (140 * column), 292);
        }
        var picture = await Changed(await ReadingWorld.Picture(canvas.ToPdf(), dpi: 150), "-rotate", "90");

        var page = Assert.Single(await _world.Read(picture));

        Assert.Equal("turned_270", page.Attempts.Single(attempt => attempt.Reason is null).Way); // not the first pass
        var table = Assert.Single(page.Tables);
        Assert.Equal((8, 3), (table.Rows, table.Columns));
    }

    [Fact]
    public async Task Noise_is_not_passed_off_as_text()
    {
        var picture = await Changed(
            await ReadingWorld.Picture(Pdf.Print(Letter), dpi: 60), "-seed", "7", "-resize", "50%", "+noise", "Random", "-blur", "0x2");

        var page = Assert.Single(await _world.Read(picture));

        Assert.InRange(page.Quality, 0, 0.5);
        Assert.True(page.Attempts.Count > 2);
        Assert.All(page.Attempts.Skip(1), attempt => Assert.NotNull(attempt.Way));
    }

    [Fact]
    public async Task A_text_layer_with_wrong_letters_gives_way_to_what_is_seen()
    {
        var canvas = Prose(new PdfCanvas(shift: 11),
            "The board proposes a dividend of two euros for each share, which the meeting has to approve before it is paid");

        var page = Assert.Single(await _world.Read(canvas.ToPdf()));

        Assert.Equal(ReadingMethod.Ocr, page.Method);
        Assert.Contains("proposes a dividend", page.Text(), StringComparison.Ordinal);
        Assert.StartsWith("The text layer is garbled", page.Attempts[0].Reason, StringComparison.Ordinal);
        Assert.Equal("text_garbled", page.Attempts[0].ReasonCode);
    }

    [Fact]
    public async Task Korean_with_wrong_syllables_gives_way_to_what_is_seen()
    {
        var canvas = Prose(new PdfCanvas(shift: 777), "이사회는 주당 이천 원의 배당을 제안하였으며 주주총회의 승인을 받아 다음 달에 지급할 예정입니다");

        var page = Assert.Single(await _world.Read(canvas.ToPdf()));

        Assert.Equal(ReadingMethod.Ocr, page.Method);
        Assert.Contains("주주총회", page.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The board proposes a dividend of two euros for each share")]
    [InlineData("이사회는 주당 이천 원의 배당을 제안하였으며 승인을 받을 예정입니다")]
    [InlineData("Der Aufsichtsrat schlägt vor, die Ausschüttung um zwanzig Prozent zu kürzen")]
    [InlineData("Le conseil a été élu à l'unanimité et décidé d'accroître les bénéfices")]
    [InlineData("1,204 3,118 (2,997) 12.5% 88,104 7,312 2,004 19.1% 6,000 (118)")]
    [InlineData("SKU 4411-BX MSFT BRKB XLK QQQ KRW USD NTD 0017-CC 9912-DD")]
    public async Task Good_text_is_not_doubted(string line)
    {
        var page = Assert.Single(await _world.Read(Prose(new PdfCanvas(), line).ToPdf()));

        Assert.Null(Assert.Single(page.Attempts).Reason);
        Assert.Equal((ReadingMethod.TextLayer, 1), (page.Method, page.Quality));
    }

    [Fact]
    public async Task A_scan_under_a_running_head_of_text_is_recognised()
    {
        var picture = await ReadingWorld.Picture(Pdf.Print(Letter), "-jpeg");
        const string head = "BT /F1 9 Tf 60 820 Td (Archive of the company, file 1187, sheet 3 of 12) Tj ET";
        var scan = Encoding.Latin1.GetString(Pdf.Scanned(1653, 2339, picture));
        var pdf = Encoding.Latin1.GetBytes(scan
            .Replace("/Im0 Do Q", "/Im0 Do Q " + head, StringComparison.Ordinal)
            .Replace("<< /Length 31 >>", $"<< /Length {32 + head.Length} >>", StringComparison.Ordinal)
            .Replace("<< /XObject", "<< /Font << /F1 3 0 R >> /XObject", StringComparison.Ordinal));

        var page = Assert.Single(await _world.Read(pdf));

        Assert.Equal(ReadingMethod.Ocr, page.Method);
        Assert.Contains("Archive of the company", page.Text(), StringComparison.Ordinal);
        Assert.Contains("Paragraph 9 of the letter", page.Text(), StringComparison.Ordinal);
        Assert.Equal("The text layer leaves a large picture out, which may hold more.", page.Attempts[0].Reason);
    }

    private static Task<byte[]> Changed(byte[] picture, params string[] how) =>
        ReadingWorld.Pipe(picture, Convert, ["png:-", .. how, "png:-"]);

    private static PdfCanvas Prose(PdfCanvas canvas, string line)
    {
        for (var y = 100; y < 460; y += 18)
        {
            canvas.Text(50, y, 9, line);
        }
        return canvas;
    }
}
