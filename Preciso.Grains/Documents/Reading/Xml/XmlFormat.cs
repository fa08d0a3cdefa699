using Microsoft.Extensions.Options;
using Preciso.Grains.Documents.Reading.PlainText;
using Preciso.Grains.Documents.Reading.Structure;

namespace Preciso.Grains.Documents.Reading.Xml;

/// <summary>XML of no known kind.</summary>
internal sealed class XmlFormat(IOptions<ReadingOptions> options, TimeProvider time) : LaidOutFormat(options, time)
{
    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Xml];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel) =>
        XmlPassages.Read(XmlTree.Load(file.Path, Options));
}
