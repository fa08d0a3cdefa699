using System.Text;
using Microsoft.Extensions.Options;
using Preciso.Documents;

namespace Preciso.Grains.Documents.Reading.PlainText;

/// <summary>Files that are nothing but text, laid out on pages of our own, always alike.</summary>
internal abstract class TextFormat(Func<TextReader, IEnumerable<Passage>> passages, IOptions<ReadingOptions> options, TimeProvider time)
    : IDocumentFormat
{
    private readonly int _maxPages = options.Value.MaxPages;

    public abstract IReadOnlyCollection<string> MediaTypes { get; }

    public async Task<int> CountPages(SourceFile file, CancellationToken cancel)
    {
        var pages = await Read(file, cancel).Take(_maxPages + 1).CountAsync(cancel);
        return pages <= _maxPages ? pages : throw ReadingException.TooManyPages(_maxPages);
    }

    public IAsyncEnumerable<PageReading> Read(SourceFile file, CancellationToken cancel) => Pages(file.Path, cancel).ToAsyncEnumerable();

    private IEnumerable<PageReading> Pages(string path, CancellationToken cancel)
    {
        using var file = File.OpenRead(path);
        var encoding = TextEncoding.Detect(file) ?? throw ReadingException.Input(TextEncoding.UnknownCode, TextEncoding.UnknownMessage);
        file.Position = 0;
        using var text = new StreamReader(file, encoding);
        foreach (var page in new PageMaker(time).Make(passages(text)))
        {
            cancel.ThrowIfCancellationRequested();
            yield return page;
        }
    }
}

internal sealed class PlainTextFormat(IOptions<ReadingOptions> options, TimeProvider time)
    : TextFormat(PlainTextPassages.Read, options, time)
{
    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Text];
}

internal sealed class MarkdownFormat(IOptions<ReadingOptions> options, TimeProvider time)
    : TextFormat(MarkdownPassages.Read, options, time)
{
    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Markdown];
}
