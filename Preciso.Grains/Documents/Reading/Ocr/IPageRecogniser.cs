using Preciso.Documents;
using Preciso.Grains.Documents.Reading.Children;

namespace Preciso.Grains.Documents.Reading.Ocr;

/// <summary>Recognises the words of pages: in this process, or wherever in the cluster there is room.</summary>
internal interface IPageRecogniser
{
    /// <summary>How many pages it works on at once.</summary>
    int Room { get; }

    /// <summary>Every attempt that was made at the page, at least one. A <see cref="ReadingException"/> where none could be made.</summary>
    Task<IReadOnlyList<PageText>> Read(SourceFile file, PageDrawing page, CancellationToken cancel);
}

/// <summary>By this process's own child programs.</summary>
internal sealed class LocalRecogniser(ChildProcesses children, Recognition recognition, TimeProvider time) : IPageRecogniser
{
    public int Room => children.Room;

    public async Task<IReadOnlyList<PageText>> Read(SourceFile file, PageDrawing page, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        var drawn = await children.Run(page.Draw(file.Path, file.MediaType), cancel);
        return GreyMap.Parse(drawn.Output) is { } map
            ? await recognition.Read(map, page.Scale, file.Languages, began, cancel)
            : [PageText.Failed(ReadingMethod.Ocr, time.GetElapsedTime(began).TotalMilliseconds, Undrawn(file.MediaType))];
    }

    private static string Undrawn(string mediaType) =>
        mediaType == MediaType.Pdf ? "The page cannot be drawn." : "The picture is damaged: it cannot be decoded.";
}
