using Preciso.Documents;
using Preciso.Reading.Children;

namespace Preciso.Reading.Ocr;

/// <summary>Recognises the words of pages: in this process, or wherever in the cluster there is room.</summary>
public interface IPageRecogniser
{
    /// <summary>How many pages it works on at once.</summary>
    int Room { get; }

    /// <summary>Every attempt that was made at the page, at least one. A <see cref="ReadingException"/> where none could be made.</summary>
    Task<IReadOnlyList<PageText>> Read(SourceFile file, PageDrawing page, CancellationToken cancel);
}

/// <summary>By this process's own child programs.</summary>
public sealed class LocalRecogniser : IPageRecogniser
{
    private readonly ChildProcesses _children;
    private readonly Recognition _recognition;
    private readonly TimeProvider _time;

    internal LocalRecogniser(ChildProcesses children, Recognition recognition, TimeProvider time) =>
        (_children, _recognition, _time) = (children, recognition, time);

    public int Room => _children.Room;

    public async Task<IReadOnlyList<PageText>> Read(SourceFile file, PageDrawing page, CancellationToken cancel)
    {
        var began = _time.GetTimestamp();
        var drawn = await _children.Run(page.Draw(file.Path, file.MediaType), cancel);
        return GreyMap.Parse(drawn.Output) is { } map
            ? await _recognition.Read(map, page.Scale, file.Languages, began, cancel)
            : [PageText.Failed(ReadingMethod.Ocr, _time.GetElapsedTime(began).TotalMilliseconds, Undrawn(file.MediaType))];
    }

    private static DocumentProblem Undrawn(string mediaType) => mediaType == MediaType.Pdf
        ? new("page_undrawn", "The page cannot be drawn.")
        : new("picture_damaged", "The picture is damaged: it cannot be decoded.");
}
