using System.Text;
using Preciso.Documents;
using Preciso.Reading;
using Preciso.Tests.World;

namespace Preciso.Tests.Reading;

public sealed class PdfReadingTests : IAsyncDisposable
{
    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Words_of_the_text_layer_come_with_their_boxes()
    {
        var page = Assert.Single(await _world.Read(Pdf.Print("Hello boxes\nSecond line")));

        var (hello, boxes) = (page.Words().First(), page.Words().ElementAt(1));
        Assert.Equal((595, 842, ReadingMethod.TextLayer, 1), (page.Width, page.Height, page.Method, page.Confidence));
        Assert.Equal(["Hello boxes", "Second line"], page.Lines().Select(line => line.Text));
        AssertNear(72, hello.Box.X0); // drawn at 72; Helvetica in 12 points sets "Hello " 30.68 wide
        AssertNear(72 + 30.68, boxes.Box.X0);
        Assert.InRange(842 - 770, hello.Box.Y0, hello.Box.Y1);
        AssertNear(18, page.Lines().Last().Box.Y0 - page.Lines().First().Box.Y0);
    }

    [Fact]
    public async Task Two_columns_are_read_one_after_the_other()
    {
        var left = string.Concat(Enumerable.Range(1, 12).Select(n => $"(Left line number {n} of the column) Tj T* "));
        var right = left.Replace("Left", "Right", StringComparison.Ordinal);
        var pdf = Pdf.Drawn($"BT /F1 10 Tf 14 TL 60 760 Td {left} ET BT /F1 10 Tf 14 TL 320 760 Td {right} ET");

        var page = Assert.Single(await _world.Read(pdf));

        var sides = page.Words().Select(word => word.Text).Where(text => text is "Left" or "Right");
        Assert.Equal([.. Enumerable.Repeat("Left", 12), .. Enumerable.Repeat("Right", 12)], sides);
    }

    [Fact]
    public async Task A_korean_text_layer_is_read()
    {
        var pages = await _world.Read(ReadingWorld.Sample("한빛정밀-2025-3분기-실적보고서.pdf"));

        Assert.All(pages, page => Assert.Equal(ReadingMethod.TextLayer, page.Method));
        Assert.Contains(pages, page => page.Text().Contains("영업이익", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/Rotate 90 ", 842, 595)]
    [InlineData("/CropBox [60 700 500 800] ", 440, 100)]
    public async Task Boxes_fit_the_page_as_it_is_seen(string entry, double width, double height)
    {
        // Poppler finds the objects although they lie a little further than the file's table says.
        var pdf = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(Pdf.Print("A turned or cropped page of words"))
            .Replace("/MediaBox", entry + "/MediaBox", StringComparison.Ordinal));

        var page = Assert.Single(await _world.Read(pdf));

        Assert.Equal((width, height), (page.Width, page.Height));
        Assert.Equal(7, page.Words().Count());
        Assert.All(page.Words(), word => Assert.True(word.Box is { X0: >= 0, Y0: >= 0 } box && box.X1 <= width && box.Y1 <= height));
    }

    [Fact]
    public async Task Many_pages_come_in_their_order()
    {
        var pages = await _world.Read(Pdf.Print(Enumerable.Range(1, 150).Select(n => $"This is the text of page {n}")));

        Assert.Equal(Enumerable.Range(1, 150).Select(n => $"This is the text of page {n}"), pages.Select(page => page.Text()));
    }

    [Fact]
    public async Task A_scanned_page_among_others_is_recognised()
    {
        var picture = await ReadingWorld.Picture(Pdf.Print("The recognised amount is 4,713 won"), "-jpeg");
        var scan = Pdf.Scanned(1653, 2339, picture);
        var pdf = await Join(Pdf.Print("This page carries its own words"), scan);

        var pages = await _world.Read(pdf);

        var amount = Assert.Single(pages[1].Words(), word => word.Text == "4,713");
        Assert.Equal([ReadingMethod.TextLayer, ReadingMethod.Ocr], pages.Select(page => page.Method));
        Assert.InRange(amount.Confidence!.Value, 0.5, 1);
        Assert.InRange(842 - 770, amount.Box.Y0, amount.Box.Y1 + 1);
        Assert.Equal([(ReadingMethod.TextLayer, false), (ReadingMethod.Ocr, true)],
            pages[1].Attempts.Select(attempt => (attempt.Method, attempt.Reason is null)));
    }

    [Fact]
    public async Task A_stamped_page_number_does_not_pass_for_the_text_of_a_scan()
    {
        var picture = await ReadingWorld.Picture(Pdf.Print("Much more is printed here than the stamp says"), "-jpeg");
        var stamped = Encoding.Latin1.GetString(Pdf.Scanned(1653, 2339, picture));
        var pdf = Encoding.Latin1.GetBytes(stamped
            .Replace("/Im0 Do Q", "/Im0 Do Q BT /F1 9 Tf 300 20 Td (17) Tj ET", StringComparison.Ordinal)
            .Replace("<< /Length 31 >>", "<< /Length 64 >>", StringComparison.Ordinal)
            .Replace("<< /XObject", "<< /Font << /F1 3 0 R >> /XObject", StringComparison.Ordinal));

        var page = Assert.Single(await _world.Read(pdf));

        Assert.Equal((ReadingMethod.Ocr, 2), (page.Method, page.Attempts[0].Characters));
        Assert.Contains("Much more is printed", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_with_few_words_and_nothing_else_keeps_its_words()
    {
        var page = Assert.Single(await _world.Read(Pdf.Print("Annex 7")));

        Assert.Equal("Annex 7", page.Text());
        Assert.InRange(page.Attempts.Count, 2, 3);
    }

    [Fact]
    public async Task A_blank_page_is_kept_with_the_reason_of_each_attempt()
    {
        var page = Assert.Single(await _world.Read(Pdf.Empty(1)));

        Assert.True(page.IsEmpty);
        Assert.Equal(
            [(ReadingMethod.TextLayer, "The text layer has only 0 letters and digits."), (ReadingMethod.Ocr, "The page is blank.")],
            page.Attempts.Select(attempt => (attempt.Method, attempt.Reason!)));
    }

    [Fact]
    public async Task Letters_mapped_to_control_codes_do_not_break_the_reading()
    {
        var page = Assert.Single(
            await _world.Read(Pdf.Drawn("BT /F1 12 Tf 72 700 Td (Readable\\001\\002 words & <signs> around it) Tj ET")));

        Assert.Contains("& <signs> around it", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pdf_cut_off_in_the_middle_is_read_or_refused_with_a_reason()
    {
        var whole = Pdf.Print(Enumerable.Range(1, 40).Select(n => $"This is the text of page {n}"));

        var error = await _world.Refuses(whole[..(whole.Length / 2)]);

        Assert.Equal((ReadingFault.File, "pdf_damaged"), (error.Fault, error.Code));
    }

    [Fact]
    public async Task A_user_password_is_refused_and_an_owner_password_is_not()
    {
        var pdf = Pdf.Print("The words of a protected file");

        var error = await _world.Refuses(await Pdf.Locked(pdf, "secret"));
        var page = Assert.Single(await _world.Read(await Pdf.Locked(pdf, "")));

        Assert.Equal((ReadingFault.File, "pdf_encrypted"), (error.Fault, error.Code));
        Assert.Equal("The words of a protected file", page.Text());
    }

    [Fact]
    public async Task Too_many_pages_are_refused_before_any_is_read()
    {
        var error = await _world.Refuses(Pdf.Empty(5000));

        Assert.Equal("too_many_pages", error.Code);
    }

    [Fact]
    public async Task A_title_cannot_lie_about_the_number_of_pages()
    {
        var pdf = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(Pdf.Print("First page of the file", "Second page of the file"))
            .Replace("/Root 1 0 R", "/Root 1 0 R /Info << /Title (A\\nPages:           1) >>", StringComparison.Ordinal));

        Assert.Equal(2, (await _world.Read(pdf)).Count);
    }

    [Fact]
    public async Task A_page_of_enormous_size_is_drawn_coarser()
    {
        var pdf = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(Pdf.Drawn("BT /F1 900 Tf 1000 9000 Td (Poster) Tj ET"))
            .Replace("[0 0 595 842]", "[0 0 14400 14400]", StringComparison.Ordinal));

        var page = Assert.Single(await _world.Read(pdf));

        Assert.Equal("Poster", page.Text());
        Assert.Null(page.Attempts.Single(attempt => attempt.Method == page.Method).Reason);
        Assert.InRange(page.Attempts.Count, 2, 3);
    }

    [Fact]
    public async Task A_table_of_objects_that_points_nowhere_is_repaired()
    {
        var pdf = Encoding.Latin1.GetString(Pdf.Print("The words of a file whose index is wrong"));
        var broken = Encoding.Latin1.GetBytes(string.Concat(
            pdf.AsSpan(0, pdf.IndexOf("xref", StringComparison.Ordinal)),
            "xref\n0 1\n9999999999 65535 f \ntrailer << /Root 1 0 R >>\nstartxref\n77777\n%%EOF"));

        var page = Assert.Single(await _world.Read(broken));

        Assert.Equal((ReadingMethod.TextLayer, "The words of a file whose index is wrong"), (page.Method, page.Text()));
    }

    [Fact]
    public async Task What_a_form_was_filled_in_with_is_read()
    {
        var page = Assert.Single(await _world.Read(Pdf.Form("Name of the applicant", "Kim Minseo")));

        Assert.Contains("Name of the applicant", page.Text(), StringComparison.Ordinal);
        Assert.Contains("Kim Minseo", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_a_reading_ends_its_programs()
    {
        var (file, format) = await _world.Store(Pdf.Print(Enumerable.Repeat("Scan", 200)), "a.pdf");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in format.Read(file, stop.Token))
            {
                await stop.CancelAsync();
            }
        });

        Assert.Empty(_world.Leftovers);
    }

    [Fact]
    public async Task A_page_is_drawn_as_png()
    {
        var (content, mediaType) = await _world.Render(Pdf.Print("One", "Two"), 2);

        Assert.Equal("image/png", mediaType);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], content[..4]);
    }

    private static void AssertNear(double expected, double actual) => Assert.InRange(actual, expected - 1, expected + 1);

    private static async Task<byte[]> Join(params byte[][] pdfs)
    {
        var folder = Directory.CreateTempSubdirectory("preciso-join-");
        var paths = pdfs.Select((_, i) => Path.Combine(folder.FullName, $"{i}.pdf")).ToArray();
        for (var i = 0; i < pdfs.Length; i++)
        {
            await File.WriteAllBytesAsync(paths[i], pdfs[i]);
        }
        var joined = await ReadingWorld.Pipe([], "qpdf", ["--empty", "--pages", .. paths, "--", "-"]);
        folder.Delete(recursive: true);
        return joined;
    }
}
