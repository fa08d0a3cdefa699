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

    public async Task<int> CountPages(string path, CancellationToken cancel)
    {
        var pages = await Read(path, cancel).Take(_maxPages + 1).CountAsync(cancel);
        return pages <= _maxPages ? pages : throw ReadingException.TooManyPages(_maxPages);
    }

    public IAsyncEnumerable<PageReading> Read(string path, CancellationToken cancel) => Pages(path, cancel).ToAsyncEnumerable();

    public async Task<PageImage> Render(string path, int page, CancellationToken cancel) =>
        new(SvgPage.Draw(await Read(path, cancel).ElementAtAsync(page - 1, cancel)), MediaType.Svg);

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
