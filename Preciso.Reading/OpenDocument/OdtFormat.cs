using System.Xml.Linq;
using Microsoft.Extensions.Options;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.OpenDocument;

/// <summary>Texts of LibreOffice and its like.</summary>
internal sealed class OdtFormat(IOptions<ReadingOptions> options, TimeProvider time) : LaidOutFormat(options, time)
{
    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Odt];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel)
    {
        using var document = new OdfFile(file.Path, Options);
        var passages = new OdfPassages(document);
        foreach (var passage in document.Body.Children("text").Elements().SelectMany(passages.Read))
        {
            yield return passage;
        }
    }
}
