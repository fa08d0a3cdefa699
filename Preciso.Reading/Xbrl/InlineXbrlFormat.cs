using System.Xml;
using Microsoft.Extensions.Options;
using Preciso.Reading.Html;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;
using Preciso.Reading.Xml;

namespace Preciso.Reading.Xbrl;

/// <summary>Filings that people and programs read alike: XHTML in which the printed numbers are the facts.</summary>
internal sealed class InlineXbrlFormat(IOptions<ReadingOptions> options, TimeProvider time) : LaidOutFormat(options, time)
{
    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.InlineXbrl];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel)
    {
        // Some have HTML's doctype, which is no more than a name.
        var root = XmlTree.Load(file.Path, Options, DtdProcessing.Ignore);
        var seen = HtmlSight.Plain(root);
        return new HtmlPassages(seen with { Facts = InlineXbrlFacts.Read(root, seen) }).Walk(root);
    }
}
