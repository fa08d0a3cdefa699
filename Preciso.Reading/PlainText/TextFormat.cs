using Microsoft.Extensions.Options;
using Preciso.Documents;
using Preciso.Reading.Structure;

namespace Preciso.Reading.PlainText;

/// <summary>Files that are nothing but text.</summary>
internal abstract class TextFormat(Func<TextReader, IEnumerable<Passage>> passages, IOptions<ReadingOptions> options, TimeProvider time)
    : LaidOutFormat(options, time)
{
    protected override ReadingMethod Method => ReadingMethod.PlainText;

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel)
    {
        using var text = TextEncoding.Open(file.Path);
        foreach (var passage in passages(text))
        {
            yield return passage;
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
