using AngleSharp.Dom;
using Preciso.Documents;

namespace Preciso.Reading.Xbrl;

/// <summary>Of whom, when and of what parts facts speak, by context id.</summary>
internal sealed record XbrlContext(string? Entity, FactPeriod? Period, IReadOnlyList<string> Dimensions)
{
    public static IReadOnlyDictionary<string, XbrlContext> Read(IEnumerable<IElement> elements)
    {
        var contexts = new Dictionary<string, XbrlContext>();
        foreach (var element in elements.Where(element => element.LocalName == "context" && element.Id is not null))
        {
            contexts[element.Id!] = Read(element);
        }
        return contexts;
    }

    private static XbrlContext Read(IElement context)
    {
        var parts = context.Descendants<IElement>().ToLookup(part => part.LocalName);
        return new XbrlContext(
            parts["identifier"].FirstOrDefault()?.TextContent.Trim(),
            XbrlPeriod.Parse(Text(parts, "startDate"), Text(parts, "endDate"), Text(parts, "instant")),
            [.. parts["explicitMember"].Select(Explicit), .. parts["typedMember"].Select(Typed)]);
    }

    private static string? Text(ILookup<string, IElement> parts, string name) => parts[name].FirstOrDefault()?.TextContent;

    private static string Explicit(IElement member) => $"{Axis(member)}: {Words(member.TextContent, "Member")}";

    private static string Typed(IElement member) => $"{Axis(member)}: {Readable.Line(member.TextContent)}";

    private static string Axis(IElement member) => Words(member.GetAttribute("dimension") ?? "", "Axis");

    private static string Words(string name, string ending)
    {
        var words = ConceptName.Words(name);
        return words.EndsWith(' ' + ending, StringComparison.Ordinal) ? words[..^(ending.Length + 1)] : words;
    }
}
