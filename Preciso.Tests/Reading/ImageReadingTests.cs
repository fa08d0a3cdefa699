using System.Text;
using Preciso.Documents;
using Preciso.Reading;
using Preciso.Tests.World;

namespace Preciso.Tests.Reading;

public sealed class ImageReadingTests : IAsyncDisposable
{
    private static readonly string Convert = File.Exists("/usr/bin/convert-im7.q16") ? "convert-im7.q16" : "convert-im6.q16";

    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_scanned_korean_letter_keeps_its_words_and_their_spaces()
    {
        var page = Assert.Single(await _world.Read(ReadingWorld.Sample("계약-안내문-스캔.png")));

        Assert.Equal(ReadingMethod.Ocr, page.Method);
        Assert.InRange(page.Confidence, 0.8, 1);
        Assert.Contains("계약 기간: 2026년 1월 1일부터 2026년 12월 31일까지", page.Text(), StringComparison.Ordinal);
        Assert.All(page.Words(), word => Assert.InRange(word.Confidence!.Value, 0, 1));
    }

    [Fact]
    public async Task A_small_picture_is_read_as_well_as_a_large_one()
    {
        var page = Assert.Single(await _world.Read(await ReadingWorld.Picture(Pdf.Print("Receipt 20314\nTotal 18,900 won"), dpi: 96)));

        Assert.Contains("18,900", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boxes_are_in_points_of_the_page_at_any_resolution()
    {
        var page = Assert.Single(await _world.Read(await ReadingWorld.Picture(Pdf.Print("Where is the word Zanzibar found"), dpi: 150)));

        var word = Assert.Single(page.Words(), word => word.Text == "Zanzibar");
        Assert.InRange(page.Width, 594, 596);
        Assert.InRange(word.Box.X0, 72 + 90, 72 + 115);
        Assert.InRange(842 - 770, word.Box.Y0, word.Box.Y1 + 2);
    }

    [Fact]
    public async Task Each_picture_of_a_tiff_is_a_page_that_browsers_can_show()
    {
        var tiff = await Tiff("First sheet of the fax", "Second sheet of the fax");

        var pages = await _world.Read(tiff);
        var (content, mediaType) = await _world.Render(tiff, 2);

        Assert.Equal(["First sheet of the fax", "Second sheet of the fax"], pages.Select(page => page.Text()));
        Assert.Equal("image/png", mediaType);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], content[..4]);
    }

    [Fact]
    public async Task A_photo_that_is_to_be_turned_is_turned()
    {
        var upright = await ReadingWorld.Picture(Pdf.Print("The telephone was held sideways"), "-png", 150);
        var sideways = await ReadingWorld.Pipe(upright, Convert, "png:-", "-rotate", "-90", "-strip", "jpeg:-");

        var page = Assert.Single(await _world.Read(WithOrientation(sideways, turnRight: 6)));

        Assert.Equal("The telephone was held sideways", page.Text());
        Assert.True(page.Height > page.Width);
    }

    [Fact]
    public async Task A_receipt_with_a_dark_edge_is_read()
    {
        var plain = await ReadingWorld.Picture(
            Pdf.Print(string.Join('\n', Enumerable.Range(1, 20).Select(n => $"Item {n} costs {n}00 won"))), "-png", 100);
        var dark = await ReadingWorld.Pipe(plain, Convert, "png:-", "-bordercolor", "black", "-border", "80x40", "png:-");

        var page = Assert.Single(await _world.Read(dark));

        Assert.Contains("Item 17 costs 1700 won", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_recognised_columns_are_read_one_after_the_other()
    {
        var left = string.Concat(Enumerable.Range(1, 12).Select(n => $"(This is line {n} of the left column) Tj T* "));
        var right = left.Replace("left", "right", StringComparison.Ordinal);
        var drawn = Pdf.Drawn($"BT /F1 18 Tf 60 790 Td (A title over both of the columns that are below) Tj ET "
            + $"BT /F1 11 Tf 16 TL 60 740 Td {left} ET BT /F1 11 Tf 16 TL 320 740 Td {right} ET");

        var page = Assert.Single(await _world.Read(await ReadingWorld.Picture(drawn)));

        var order = page.Words().Select(word => word.Text).Where(text => text is "title" or "left" or "right");
        Assert.Equal(["title", .. Enumerable.Repeat("left", 12), .. Enumerable.Repeat("right", 12)], order);
    }

    [Fact]
    public async Task The_rows_of_a_recognised_table_stay_together()
    {
        var names = string.Concat(Enumerable.Range(1, 12).Select(n => $"(Name of the cost centre {n}) Tj T* "));
        var amounts = string.Concat(Enumerable.Range(1, 12).Select(n => $"({n},250   {n},350   {n},450) Tj T* "));
        var drawn = Pdf.Drawn($"BT /F1 11 Tf 16 TL 60 740 Td {names} ET BT /F1 11 Tf 16 TL 360 740 Td {amounts} ET");

        var page = Assert.Single(await _world.Read(await ReadingWorld.Picture(drawn)));

        Assert.Contains("Name of the cost centre 7 7,250 7,350 7,450", page.Lines().Select(line => line.Text));
    }

    [Fact]
    public async Task Light_letters_on_a_dark_ground_are_read()
    {
        var drawn = Pdf.Drawn("0.1 0.2 0.4 rg 0 600 595 242 re f 1 g BT /F1 28 Tf 60 700 Td (Annual report in white) Tj ET "
            + "0 g BT /F1 12 Tf 60 500 Td (Below it everything is black on white) Tj ET");

        var page = Assert.Single(await _world.Read(await ReadingWorld.Picture(drawn)));

        Assert.Equal("Annual report in white\nBelow it everything is black on white", page.Text());
    }

    [Theory]
    [InlineData(60_000, 60_000)]
    [InlineData(10_001, 10_000)]
    public async Task A_header_that_claims_too_many_pixels_is_refused(int width, int height)
    {
        var error = await _world.Refuses(Png.HeaderOf(width, height));

        Assert.Equal((ReadingFault.File, "image_too_large"), (error.Fault, error.Code));
    }

    [Fact]
    public async Task A_small_file_that_unpacks_to_an_enormous_picture_is_refused()
    {
        var bomb = Png.Black(20_000, 20_000);

        var error = await _world.Refuses(bomb);

        Assert.True(bomb.Length < 100_000);
        Assert.Equal("image_too_large", error.Code);
    }

    [Fact]
    public async Task The_largest_picture_that_is_let_in_is_read_with_bounded_memory()
    {
        var page = Assert.Single(await _world.Read(Png.Black(10_000, 10_000)));

        Assert.True(page.IsEmpty);
        Assert.NotNull(Assert.Single(page.Attempts).Reason);
    }

    [Fact]
    public async Task A_picture_without_words_is_kept_with_the_reason()
    {
        var page = Assert.Single(await _world.Read(Png.Black(400, 300)));

        Assert.True(page.IsEmpty);
        Assert.Equal("The page is blank.", Assert.Single(page.Attempts).Reason);
    }

    [Fact]
    public async Task A_picture_that_ends_behind_its_header_is_kept_with_the_reason()
    {
        var page = Assert.Single(await _world.Read(Png.HeaderOf(400, 300)));

        Assert.Equal("The picture is damaged: it cannot be decoded.", Assert.Single(page.Attempts).Reason);
    }

    [Fact]
    public async Task A_file_with_nothing_but_the_mark_of_an_image_is_damaged()
    {
        var error = await _world.Refuses([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]);

        Assert.Equal("image_damaged", error.Code);
    }

    private static async Task<byte[]> Tiff(params string[] texts)
    {
        var folder = Directory.CreateTempSubdirectory("preciso-tiff-");
        var sheets = texts.Select((_, i) => Path.Combine(folder.FullName, $"{i}.png")).ToArray();
        foreach (var (sheet, text) in sheets.Zip(texts))
        {
            await File.WriteAllBytesAsync(sheet, await ReadingWorld.Picture(Pdf.Print(text), dpi: 150));
        }
        var tiff = await ReadingWorld.Pipe([], Convert, [.. sheets, "tiff:-"]);
        folder.Delete(recursive: true);
        return tiff;
    }

    /// <summary>An EXIF block of one entry right behind the JPEG's mark.</summary>
    private static byte[] WithOrientation(byte[] jpeg, byte turnRight)
    {
        byte[] exif = [.. Encoding.ASCII.GetBytes("Exif\0\0II*\0"), 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, turnRight, 0, 0, 0,
            0, 0, 0, 0];
        return [.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }
}
