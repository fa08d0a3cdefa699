using System.Globalization;
using System.Xml.Linq;
using Preciso.Reading.Office;

namespace Preciso.Reading.OpenDocument;

/// <summary>What the styles of an OpenDocument file say about how text is seen.</summary>
internal sealed class OdfStyles
{
    private const int MostAncestors = 20;

    private readonly Dictionary<string, XElement> _styles = [];
    private readonly Dictionary<string, XElement> _lists = [];

    public OdfStyles(params IEnumerable<XElement?> sources)
    {
        foreach (var style in sources.SelectMany(source => source.Inner("style")))
        {
            _styles[$"{style.Says("family")} {style.Says("name")}"] = style;
        }
        foreach (var list in sources.SelectMany(source => source.Inner("list-style")))
        {
            _lists[list.Says("name") ?? ""] = list;
        }
    }

    /// <summary>Over the line, as marks of footnotes are: "super 58%" or "33% 58%".</summary>
    public bool IsRaised(string family, string? name) =>
        Find(family, name, "text-position") is { } position && (position.StartsWith("super", StringComparison.Ordinal)
            || (decimal.TryParse(position.Split('%')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var lifted) && lifted > 0));

    /// <summary>Hidden text; a hidden sheet, slide or section.</summary>
    public bool IsHidden(string family, string? name) =>
        Find(family, name, "display") is "none" or "false" || Find(family, name, "visibility") is "hidden";

    public string? Font(string family, string? name) => Find(family, name, "font-name") ?? Find(family, name, "font-family");

    /// <summary>The list's style, or that of the paragraph's style.</summary>
    public XElement? List(string? name) => name is null ? null : _lists.GetValueOrDefault(name);

    private string? Find(string family, string? name, string property)
    {
        for (var n = 0; n < MostAncestors && name is not null && _styles.TryGetValue($"{family} {name}", out var style); n++)
        {
            var said = style.Elements().Where(child => child.Name.LocalName.EndsWith("-properties", StringComparison.Ordinal))
                .Select(properties => properties.Says(property)).FirstOrDefault(value => value is not null);
            if (said is not null)
            {
                return said;
            }
            name = style.Says("parent-style-name");
        }
        return null;
    }
}
