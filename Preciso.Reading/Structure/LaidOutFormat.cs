using Microsoft.Extensions.Options;
using Preciso.Documents;
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
        foreach (var page in new PageMaker(time, Method).Make(Passages(file, cancel)))
        {
            cancel.ThrowIfCancellationRequested();
            yield return page.Page <= Options.MaxPages ? page : throw ReadingException.TooManyPages(Options.MaxPages);
        }
    }
}
