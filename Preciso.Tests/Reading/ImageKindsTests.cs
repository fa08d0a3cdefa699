using Preciso.Tests.World;

namespace Preciso.Tests.Reading;

/// <summary>Pictures of every kind that a scanner, a telephone or a fax makes.</summary>
public sealed class ImageKindsTests : IAsyncDisposable
{
    private const string Text = "Invoice 2025 of the freight\nInsurance: 415 dollars";

    private static readonly string Convert = File.Exists("/usr/bin/convert-im7.q16") ? "convert-im7.q16" : "convert-im6.q16";

    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("gif:-", "image/gif")]
    [InlineData("webp:-", "image/webp")]
    [InlineData("heic:-", "image/heic")]
    [InlineData("tiff:-", "image/tiff", "-colorspace", "CMYK")]
    [InlineData("jpeg:-", "image/jpeg", "-colorspace", "CMYK")]
    [InlineData("png:-", "image/png", "-depth", "16")]
    [InlineData("tiff:-", "image/tiff", "-depth", "16")]
    [InlineData("tiff:-", "image/tiff", "-monochrome", "-compress", "Group4")]
    public async Task A_picture_is_read_whatever_its_format(string output, string mediaType, params string[] how)
    {
        var picture = await ReadingWorld.Pipe(await ReadingWorld.Picture(Pdf.Print(Text)), Convert, ["png:-", .. how, output]);

        var (file, _) = await _world.Store(picture, "picture");
        var page = Assert.Single(await _world.Read(picture));

        Assert.Equal(mediaType, file.MediaType);
        Assert.Equal(Text, page.Text());
    }

    [Fact]
    public async Task A_fax_whose_pixels_are_no_squares_has_the_size_of_its_paper()
    {
        var square = await ReadingWorld.Picture(Pdf.Print(Text), dpi: 200);
        var squashed = await ReadingWorld.Pipe(
            square, Convert, "png:-", "-resize", "100%x50%", "-units", "PixelsPerInch", "-density", "200x100", "tiff:-");

        var page = Assert.Single(await _world.Read(squashed));

        Assert.Equal(Text, page.Text());
        Assert.InRange(page.Width, 594, 597);
        Assert.InRange(page.Height, 840, 844);
    }

    [Theory]
    [InlineData("gif:-")]
    [InlineData("webp:-")]
    public async Task Of_an_animation_the_first_picture_is_read_and_it_is_said(string output)
    {
        var first = await ReadingWorld.Picture(Pdf.Print(Text));
        var animation = await ReadingWorld.Pipe(
            first, Convert, "png:-", "(", "+clone", "-negate", ")", "-delay", "50", output);

        var page = Assert.Single(await _world.Read(animation));

        Assert.Equal(Text, page.Text());
        Assert.All(page.Attempts, attempt => Assert.Equal("animation_first_picture", attempt.Doubt));
    }
}
