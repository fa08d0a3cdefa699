using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Preciso.Documents;
using Preciso.Grains.Documents.Reading.Children;
using Preciso.Grains.Documents.Reading.Ocr;

namespace Preciso.Grains.Documents.Reading.Images;

/// <summary>PNG, JPEG and TIFF: pictures of pages, whose words are recognised. Each page of a TIFF is a page.</summary>
internal abstract class ImageFormat(string mediaType, string coder, ChildProcesses children, Tesseract tesseract, IOptions<ReadingOptions> options, TimeProvider time)
    : IDocumentFormat
{
    private readonly ReadingOptions _options = options.Value;

    public IReadOnlyCollection<string> MediaTypes { get; } = [mediaType];

    public async Task<int> CountPages(string path, CancellationToken cancel) => (await Inspect(path, cancel)).Count;

    public IAsyncEnumerable<PageReading> Read(string path, CancellationToken cancel) => Pages(path, cancel).SelectAhead(
        _options.Parallelism, (page, token) => ReadPage(path, page.Number, page.Info, token), cancel);

    public async Task<PageImage> Render(string path, int page, CancellationToken cancel)
    {
        var drawn = await children.Run(ImageMagick.DrawForPeople(Source(path), page), cancel);
        return drawn.Succeeded && drawn.Output.Length > 0
            ? new PageImage(new MemoryStream(drawn.Output, writable: false), MediaType.Png)
            : throw ImageInfo.Damaged(_options.MaxPixels);
    }

    private async IAsyncEnumerable<(int Number, ImageInfo Info)> Pages(string path, [EnumeratorCancellation] CancellationToken cancel)
    {
        var number = 0;
        foreach (var info in await Inspect(path, cancel))
        {
            yield return (++number, info);
        }
    }

    private async Task<IReadOnlyList<ImageInfo>> Inspect(string path, CancellationToken cancel)
    {
        var pages = await ImageInfo.Read(children, Source(path), _options.MaxPixels, cancel);
        return pages.Count <= _options.MaxPages ? pages : throw ReadingException.TooManyPages(_options.MaxPages);
    }

    private async Task<PageReading> ReadPage(string path, int page, ImageInfo info, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        var drawn = await children.Run(ImageMagick.DrawForOcr(Source(path), page), cancel);
        if (!drawn.Succeeded || drawn.Output.Length == 0)
        {
            throw ImageInfo.Damaged(_options.MaxPixels);
        }
        return PageText.Choose(page, info.Size, await tesseract.Read(drawn.Output, info.Dpi, began, cancel));
    }

    /// <summary>The file with the coder that its content calls for: ImageMagick must not choose one by itself.</summary>
    private string Source(string path) => $"{coder}:{Path.GetFullPath(path)}";
}

internal sealed class PngFormat(ChildProcesses children, Tesseract tesseract, IOptions<ReadingOptions> options, TimeProvider time)
    : ImageFormat(MediaType.Png, "png", children, tesseract, options, time);

internal sealed class JpegFormat(ChildProcesses children, Tesseract tesseract, IOptions<ReadingOptions> options, TimeProvider time)
    : ImageFormat(MediaType.Jpeg, "jpeg", children, tesseract, options, time);

internal sealed class TiffFormat(ChildProcesses children, Tesseract tesseract, IOptions<ReadingOptions> options, TimeProvider time)
    : ImageFormat(MediaType.Tiff, "tiff", children, tesseract, options, time);
