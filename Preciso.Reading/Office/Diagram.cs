using System.Globalization;
using System.Xml.Linq;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Office;

/// <summary>SmartArt: what its shapes say, as the list that it is made from.</summary>
internal static class Diagram
{
    private const int Deepest = 50;

    public static IEnumerable<Passage> Read(XElement model)
    {
        var nodes = model.Child("ptLst").Children("pt").Where(IsNode).ToList();
        var parents = model.Child("cxnLst").Children("cxn").Where(link => link.Says("type") is null or "parOf")
            .GroupBy(link => link.Says("destId") ?? "").ToDictionary(group => group.Key, group => group.First());
        var children = nodes.ToLookup(node => parents.GetValueOrDefault(Id(node)).Says("srcId") ?? "");
        var known = nodes.Select(Id).ToHashSet();
        var top = nodes.Where(node => !known.Contains(parents.GetValueOrDefault(Id(node)).Says("srcId") ?? ""));
        var seen = new HashSet<string>();
        return Ordered(top).SelectMany(node => Branch(node, 0));

        IEnumerable<XElement> Ordered(IEnumerable<XElement> among) => among.OrderBy(node => Order(parents.GetValueOrDefault(Id(node))));

        IEnumerable<Passage> Branch(XElement node, int depth) => depth > Deepest || !seen.Add(Id(node)) ? []
            : node.Child("t").Paragraphs().Select(text => Setting.Item(text, depth))
                .Concat(Ordered(children[Id(node)]).SelectMany(child => Branch(child, depth + 1)));
    }

    /// <summary>Not what only holds the layout: the whole, its presentation, the lines between.</summary>
    private static bool IsNode(XElement point) => point.Says("type") is null or "node" or "asst";

    private static string Id(XElement point) => point.Says("modelId") ?? "";

    private static int Order(XElement? link) =>
        int.TryParse(link.Says("srcOrd"), NumberStyles.None, CultureInfo.InvariantCulture, out var order) ? order : 0;
}
