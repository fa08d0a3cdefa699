using Microsoft.Extensions.Options;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Xml;

/// <summary>XML of no known kind.</summary>
internal sealed class XmlFormat(IOptions<ReadingOptions> options, TimeProvider time) : LaidOutFormat(options, time)
{
    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Xml];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel) =>
        XmlPassages.Read(XmlTree.Load(file.Path, Options));
}
