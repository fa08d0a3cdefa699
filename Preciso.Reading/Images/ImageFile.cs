using System.Buffers.Binary;
using System.Text;
using Preciso.Reading.Children;

namespace Preciso.Reading.Images;

/// <summary>What the headers of an image file say. Nothing is decoded before every page is known to be within the limits.</summary>
/// <param name="IsAnimated">Only the first of its pictures is a page.</param>
/// <param name="Source">How ImageMagick is told the file: with its type, so that no other decoder is tried.</param>
internal sealed record ImageFile(string MediaType, string Source, IReadOnlyList<ImagePage> Pages, bool IsAnimated)
{
    private const int HeadLength = 24;

    public static async Task<ImageFile> Open(ChildProcesses children, string path, ReadingOptions limits, CancellationToken cancel)
    {
        var head = new byte[HeadLength];
        await using (var file = File.OpenRead(path))
        {
            await file.ReadAtLeastAsync(head, HeadLength, throwOnEndOfStream: false, cancel);
        }
        var mediaType = FileSniffer.Signature(head) ?? throw Damaged();
        if (mediaType == Reading.MediaType.Png && PngPixels(head) > limits.MaxPixels)
        {
            throw TooLarge(limits.MaxPixels); // ImageMagick refuses the largest too, but does not say why
        }
        var source = SourceOf(mediaType, path);
        var result = await children.Run(ImageMagick.Identify(source), cancel);
        var lines = Encoding.UTF8.GetString(result.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var isAnimated = mediaType is Reading.MediaType.Gif or Reading.MediaType.WebP && lines.Length > 1;
        ImagePage[] pages = [.. (mediaType == Reading.MediaType.Tiff ? lines : lines.Take(1)).Select(ImagePage.Parse)];
        return new ImageFile(mediaType, source, Check(pages, limits), isAnimated);
    }

    public static string SourceOf(string mediaType, string path) => $"{mediaType["image/".Length..]}:{Path.GetFullPath(path)}";

    private static ImagePage[] Check(ImagePage[] pages, ReadingOptions limits) =>
        pages.Length == 0 ? throw Damaged()
        : pages.Length > limits.MaxPages ? throw ReadingException.TooManyPages(limits.MaxPages)
        : pages.Any(page => page.Pixels > limits.MaxPixels) ? throw TooLarge(limits.MaxPixels)
        : pages;

    // The first chunk of a PNG begins with its width and height, at a fixed place.
    private static long PngPixels(ReadOnlySpan<byte> head) =>
        (long)BinaryPrimitives.ReadUInt32BigEndian(head[16..]) * BinaryPrimitives.ReadUInt32BigEndian(head[20..]);

    private static ReadingException TooLarge(long most) => ReadingException.Input(
        "image_too_large", $"The image has more than {most / 1_000_000} million pixels. Save it smaller and upload it again.");

    private static ReadingException Damaged() => ReadingException.Input(
        "image_damaged",
        $"The image is damaged, or one of its sides is longer than {ImageMagick.LongestSide} pixels. Save it again, or smaller.");
}
