using Preciso.Documents;
using Preciso.Grains.Storage.Objects;
using Preciso.Reading;
using Preciso.Reading.PlainText;

namespace Preciso.Grains.Documents;

/// <summary>
/// Pages as people see them. What took work to draw is kept on this machine, and the page behind the one that is looked at is drawn
/// ahead: who turns pages waits for nothing.
/// </summary>
public sealed class PagePictures(IObjectStore store, DerivedFiles drawn, DocumentFormats formats)
{
    /// <param name="file">Where it lies in the store, and what it is.</param>
    public async Task<PageImage> Draw(PicturedFile file, PageReading page, int? width, CancellationToken cancel)
    {
        if (formats.For(file.MediaType) is not IPictured pictured)
        {
            return new PageImage(SvgPage.Draw(page), MediaType.Svg);
        }
        if (width is null && pictured.IsPicture(file.MediaType))
        {
            using var original = await store.Open(file.Key, cancel);
            return new PageImage(File.OpenRead(original.Path), file.MediaType);
        }
        using var picture = await Drawn(pictured, file, page, width, cancel);
        if (width is null && page.Page < file.Pages)
        {
            _ = DrawAhead(pictured, file, page with { Page = page.Page + 1 });
        }
        return new PageImage(File.OpenRead(picture.Path), MediaType.Png);
    }

    private Task<LocalFile> Drawn(
        IPictured pictured, PicturedFile file, PageReading page, int? width, CancellationToken cancel) => drawn.Open(
        $"{file.Key}/{page.Page}/{width}",
        async (path, stop) =>
        {
            using var original = await store.Open(file.Key, stop);
            var png = await pictured.Draw(new SourceFile(original.Path, file.MediaType), page, width, stop);
            await File.WriteAllBytesAsync(path, png, stop);
        },
        cancel);

    /// <param name="next">Of the size of the one before it, as nearly all are.</param>
    private async Task DrawAhead(IPictured pictured, PicturedFile file, PageReading next)
    {
        try
        {
            (await Drawn(pictured, file, next, null, CancellationToken.None)).Dispose();
        }
        catch (Exception e) when (e is ReadingException or StoreException or IOException or OperationCanceledException)
        {
            // Whoever turns to it is told.
        }
    }
}

/// <param name="Key">In the store.</param>
public sealed record PicturedFile(string Key, string MediaType, int Pages);
