using Preciso.Documents;
using Preciso.Grains.Documents.Reading;
using Preciso.Grains.Documents.Reading.PlainText;
using Preciso.Grains.Storage.Objects;

namespace Preciso.Grains.Documents;

/// <summary>Pages as people see them. What took work to draw is kept on this machine: the next who looks waits for nothing.</summary>
public sealed class PagePictures(IObjectStore store, DerivedFiles drawn, DocumentFormats formats)
{
    /// <param name="key">Of the file in the store.</param>
    public async Task<PageImage> Draw(string key, string mediaType, PageReading page, int? width, CancellationToken cancel)
    {
        if (formats.For(mediaType) is not IPictured pictured)
        {
            return new PageImage(SvgPage.Draw(page), MediaType.Svg);
        }
        if (width is null && pictured.IsPicture(mediaType))
        {
            using var file = await store.Open(key, cancel);
            return new PageImage(File.OpenRead(file.Path), mediaType);
        }
        using var picture = await drawn.Open(
            $"{key}/{page.Page}/{width}",
            async (path, stop) =>
            {
                using var file = await store.Open(key, stop);
                var png = await pictured.Draw(new SourceFile(file.Path, mediaType), page, width, stop);
                await File.WriteAllBytesAsync(path, png, stop);
            },
            cancel);
        return new PageImage(File.OpenRead(picture.Path), MediaType.Png);
    }
}
