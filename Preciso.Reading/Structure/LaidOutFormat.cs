using Microsoft.Extensions.Options;
using Preciso.Documents;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;

namespace Preciso.Reading.Structure;

/// <summary>Files without pages, laid out on pages of our own, always alike.</summary>
internal abstract class LaidOutFormat(IOptions<ReadingOptions> options, TimeProvider time) : IDocumentFormat
{
    protected ReadingOptions Options => options.Value;

    protected virtual ReadingMethod Method => ReadingMethod.Structure;

    public abstract IReadOnlyCollection<string> MediaTypes { get; }

    public IAsyncEnumerable<PageReading> Read(SourceFile file, CancellationToken cancel) => Pages(file, cancel).ToAsyncEnumerable();

    /// <summary>What the file holds, in reading order, as it is asked for.</summary>
    protected abstract IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel);

    private IEnumerable<PageReading> Pages(SourceFile file, CancellationToken cancel)
    {
        using var pages = new PageMaker(time, Method).Make(Passages(file, cancel)).GetEnumerator();
        while (HasNext(pages))
        {
            cancel.ThrowIfCancellationRequested();
            var page = pages.Current;
            yield return page.Page <= Options.MaxPages ? page : throw ReadingException.TooManyPages(Options.MaxPages);
        }
    }

    /// <summary>Parts of a package are opened late: that one of them is broken may be found out on any page.</summary>
    private static bool HasNext(IEnumerator<PageReading> pages)
    {
        try
        {
            return pages.MoveNext();
        }
        catch (Exception e) when (OfficeFile.IsDamage(e))
        {
            throw ReadingException.Input(
                "file_damaged", "A part of the file is damaged. Open it with the program that made it, save it again and upload that.");
        }
    }
}
