using System.Globalization;
using AngleSharp.Dom;
using Microsoft.Extensions.Options;
using Preciso.Documents;
using Preciso.Reading.Html;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;
using Preciso.Reading.Xml;

namespace Preciso.Reading.Xbrl;

/// <summary>XBRL instances: their facts, laid out as a table so that each has its place.</summary>
internal sealed class XbrlFormat(IOptions<ReadingOptions> options, TimeProvider time) : LaidOutFormat(options, time)
{
    private static readonly string[] Heads = ["Concept", "Entity", "Period", "Value", "Unit", "Decimals"];

    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Xbrl];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel)
    {
        var root = XmlTree.Load(file.Path, Options);
        var contexts = XbrlContext.Read(root.Children);
        var units = XbrlUnit.Read(root.Children);
        var facts = root.Descendants<IElement>().Where(element => element.GetAttribute("contextRef") is not null);
        IReadOnlyList<SourceCell> heads = [.. Heads.Select((head, column) => new SourceCell(column, head, IsHeader: true))];
        return SetTable.Rows(facts.Select(fact => Row(fact, contexts, units)).Prepend(heads));
    }

    private static IReadOnlyList<SourceCell> Row(
        IElement element, IReadOnlyDictionary<string, XbrlContext> contexts, IReadOnlyDictionary<string, XbrlUnit> units)
    {
        var context = contexts.GetValueOrDefault(element.GetAttribute("contextRef")!);
        var unit = units.GetValueOrDefault(element.GetAttribute("unitRef") ?? "");
        var printed = Readable.Line(Plain(element.TextContent));
        var isNumber = element.GetAttribute("unitRef") is not null && printed.Length > 0;
        var fact = XbrlFact.Create(
            element.LocalName, context, unit, printed, isNumber ? Parse(printed) : null, scale: 1, element.GetAttribute("decimals"));
        return
        [
            new(0, fact.Metric, IsHeader: true),
            new(1, context?.Entity ?? ""),
            new(2, context?.Period?.Printed ?? ""),
            new(3, new MarkedText(printed, isNumber ? [new StatedMark(0, printed.Length, fact)] : [])),
            new(4, unit?.Unit ?? unit?.Currency ?? ""),
            new(5, element.GetAttribute("decimals") ?? ""),
        ];
    }

    private static decimal? Parse(string printed) =>
        decimal.TryParse(printed, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Notes are HTML within the XML.</summary>
    private static string Plain(string text) =>
        text.Contains('<', StringComparison.Ordinal)
            && HtmlSource.Parse(text).DocumentElement is var note
            ? HtmlText.Read(note, HtmlSight.Plain(note)).Text
            : text;
}
