using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Preciso.Documents;
using Preciso.Reading.Children;
using Preciso.Reading.Ocr;
using Preciso.Reading.Tables;

namespace Preciso.Reading.Images;

/// <summary>Images (scans, photos, receipts): each picture in the file is a page, its words are recognised.</summary>
internal sealed class ImageFormat(ChildProcesses children, IPageRecogniser recogniser, IOptions<ReadingOptions> options, TimeProvider time)
    : IPictured
{
    /// <summary>An A4 sheet at 300 dpi has nearly so many; more only take longer.</summary>
    private const double MostPixels = 9e6;

    /// <summary>Smaller pictures (receipts, screenshots) are read better when they are enlarged, up to a point.</summary>
    private const double EnoughPixels = 3e6;
    private const double MostEnlarged = 3;

    private const double PeoplePixels = 4e6;

    private readonly ReadingOptions _options = options.Value;

    public IReadOnlyCollection<string> MediaTypes { get; } =
        [MediaType.Png, MediaType.Jpeg, MediaType.Tiff, MediaType.Gif, MediaType.WebP, MediaType.Heic];

    public async IAsyncEnumerable<PageReading> Read(SourceFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var image = await ImageFile.Open(children, file.Path, _options, cancel);
        file.Counted?.Invoke(image.Pages.Count);
        var patience = new Patience();
        var pages = Enumerable.Range(1, image.Pages.Count).ToAsyncEnumerable();
        var continued = new ContinuedTables();
        await foreach (var reading in pages.SelectAhead(
            file.Ahead(recogniser.Room), (page, token) => ReadPage(file, image, page, patience, token), cancel))
        {
            yield return continued.Follow(reading);
        }
    }

    public bool IsPicture(string mediaType) => mediaType is not (MediaType.Tiff or MediaType.Heic);

    public async Task<byte[]> Draw(SourceFile file, PageReading page, int? width, CancellationToken cancel)
    {
        var image = await ImageFile.Open(children, file.Path, _options, cancel);
        var picture = image.Pages[page.Page - 1];
        var scale = Math.Min(width is { } pixels ? (double)pixels / picture.Width : 1, Math.Sqrt(PeoplePixels / picture.Pixels));
        var (across, down) = picture.Scaled(Math.Min(1, scale));
        var drawn = await children.Run(ImageMagick.DrawForPeople(image.Source, page.Page, across, down), cancel);
        return drawn.Output.Length > 0
            ? drawn.Output
            : throw ReadingException.Input("page_damaged", "The page cannot be drawn: this part of the image is damaged.");
    }

    private async Task<PageReading> ReadPage(SourceFile file, ImageFile image, int page, Patience patience, CancellationToken cancel)
    {
        if (file.IsRead(page))
        {
            return await file.Read!.Fetch(page, cancel);
        }
        var picture = image.Pages[page - 1];
        var read = PageText.Settle(page, picture.Size, await Recognise(file, page, picture, patience, cancel));
        return image.IsAnimated ? read with { Attempts = [.. read.Attempts.Select(FirstOfMany)] } : read;
    }

    private async Task<IReadOnlyList<PageText>> Recognise(
        SourceFile file, int page, ImagePage picture, Patience patience, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        try
        {
            var drawing = PageDrawing.OfPicture(page, picture.Scaled(ScaleForOcr(picture.Pixels)), picture.Size);
            return await recogniser.Read(file, drawing, cancel);
        }
        catch (ReadingException e) when (patience.Bears(e))
        {
            return [PageText.Failed(ReadingMethod.Ocr, time.GetElapsedTime(began).TotalMilliseconds, e.Problem)];
        }
    }

    private static ReadingAttempt FirstOfMany(ReadingAttempt attempt) =>
        attempt with { Doubt = attempt.Doubt ?? "animation_first_picture" };

    private static double ScaleForOcr(double pixels) =>
        pixels > MostPixels ? Math.Sqrt(MostPixels / pixels) : Math.Clamp(Math.Sqrt(EnoughPixels / pixels), 1, MostEnlarged);
}
