using Preciso.Documents;

namespace Preciso.Grains.Documents.Reading;

/// <summary>A kind of file that can be read into pages. A further format is a further implementation.</summary>
public interface IDocumentFormat
{
    IReadOnlyCollection<string> MediaTypes { get; }

    /// <summary>How many pages the file has; a <see cref="ReadingException"/> if it is over a limit, locked or broken.</summary>
    Task<int> CountPages(string path, CancellationToken cancel);

    /// <summary>Every page in order, read as they are asked for: a few are ahead of the reader, never the whole file.</summary>
    IAsyncEnumerable<PageReading> Read(string path, CancellationToken cancel);

    /// <summary>A picture of one page in which the boxes of its reading fit.</summary>
    Task<PageImage> Render(string path, int page, CancellationToken cancel);
}
