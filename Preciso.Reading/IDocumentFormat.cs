using Preciso.Documents;

namespace Preciso.Reading;

/// <summary>A kind of file that can be read into pages. A further format is a further implementation.</summary>
public interface IDocumentFormat
{
    IReadOnlyCollection<string> MediaTypes { get; }

    /// <summary>
    /// Every page in order, read as they are asked for: a few are ahead of the reader, never the whole file. A
    /// <see cref="ReadingException"/> if it is over a limit, locked or broken, which may be found out late.
    /// </summary>
    IAsyncEnumerable<PageReading> Read(SourceFile file, CancellationToken cancel);
}

/// <summary>A format whose pages have a look of their own. The pages of others are drawn from what was read.</summary>
public interface IPictured : IDocumentFormat
{
    /// <summary>Browsers show such a file as it is, turned photos too.</summary>
    bool IsPicture(string mediaType);

    /// <summary>A picture (PNG) of one page in which the boxes of its reading fit.</summary>
    /// <param name="width">In pixels; null for one that people can read.</param>
    Task<byte[]> Draw(SourceFile file, PageReading page, int? width, CancellationToken cancel);
}

/// <summary>A format that holds other files. Its own pages say what it holds.</summary>
public interface IContainer : IDocumentFormat
{
    /// <summary>The files in it, in their order; a few at a time, never the whole file in memory.</summary>
    IAsyncEnumerable<PackedFile> Unpack(SourceFile file, CancellationToken cancel);
}

/// <summary>A stored file to be read.</summary>
/// <param name="MediaType">As the sniffer told it.</param>
/// <param name="Languages">What scans are read for, as Tesseract names it.</param>
public sealed record SourceFile(string Path, string MediaType, string Languages = "kor+eng")
{
    /// <summary>Told how many pages there are by formats that know it before they have read them.</summary>
    public Action<int>? Counted { get; init; }

    /// <summary>What an earlier attempt read is not read again.</summary>
    public PagesRead? Read { get; init; }

    /// <summary>Where other silos find it; null for a file that only this process knows.</summary>
    public StoredFile? Stored { get; init; }

    internal bool IsRead(int page) => Read?.Pages.Contains(page) == true;

    /// <summary>How many pages may be begun before the first of them has ended.</summary>
    internal int Ahead(int room) => Stored?.OneByOne == true ? 0 : room;
}

/// <param name="Caller">In whose name it is read.</param>
public sealed record StoredFile(Guid DocumentId, Caller Caller)
{
    /// <summary>Puts on record that a page is begun, and says how often it was, now included; null where nobody has to know.</summary>
    public Func<int, CancellationToken, Task<int>>? Begin { get; init; }

    /// <summary>A page that is begun is ended before the next is.</summary>
    public bool OneByOne { get; init; }
}

/// <param name="Fetch">One of the <paramref name="Pages"/>, from where it is kept.</param>
public sealed record PagesRead(IReadOnlySet<int> Pages, Func<int, CancellationToken, Task<PageReading>> Fetch);

/// <param name="Name">Its path within the container, cleaned; never to be used as a path on our disk.</param>
/// <param name="Open">Its content, to be read before the next file is asked for; null if it cannot be taken out.</param>
/// <param name="Problem">Why it cannot be.</param>
public sealed record PackedFile(string Name, Func<Stream>? Open, DocumentProblem? Problem = null);
