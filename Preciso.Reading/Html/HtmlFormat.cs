using Microsoft.Extensions.Options;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Html;

/// <summary>Web pages, as they are seen without scripts.</summary>
internal sealed class HtmlFormat(IOptions<ReadingOptions> options, TimeProvider time) : LaidOutFormat(options, time)
{
    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Html];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel)
    {
        using var document = HtmlSource.Load(file.Path, Options);
        foreach (var passage in HtmlPassages.Read(document.DocumentElement))
        {
            yield return passage;
        }
    }
}
