using Preciso.Reading.Children;
using Preciso.Reading.Images;
using Preciso.Reading.Pdf;

namespace Preciso.Reading.Ocr;

/// <summary>How a page is drawn for its words to be recognised: alike wherever that is done.</summary>
/// <param name="Dpi">Of a PDF's page.</param>
/// <param name="Width">Of a picture, in pixels.</param>
/// <param name="Height">Of a picture, in pixels.</param>
/// <param name="Scale">Points to one pixel.</param>
public sealed record PageDrawing(int Page, double Dpi, int Width, int Height, double Scale)
{
    public static PageDrawing OfPdf(int page, double dpi) => new(page, dpi, 0, 0, 72 / dpi);

    public static PageDrawing OfPicture(int page, (int Width, int Height) pixels, PageSize size) =>
        new(page, 0, pixels.Width, pixels.Height, size.Width / pixels.Width);

    public ChildCommand Draw(string path, string mediaType) => mediaType == MediaType.Pdf
        ? Poppler.DrawForOcr(Path.GetFullPath(path), Page, Dpi)
        : ImageMagick.DrawForOcr(ImageFile.SourceOf(mediaType, path), Page, Width, Height);
}
