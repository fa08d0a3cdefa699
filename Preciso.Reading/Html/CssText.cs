using System.Collections.Frozen;
using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;

namespace Preciso.Reading.Html;

/// <summary>Style sheets and style attributes of strangers, parsed as far as they say what is seen.</summary>
internal sealed class CssText
{
    private const int LongestSheet = 4 << 20;
    private const int Deepest = 64;
    private const int MostAttributes = 20_000;

    private static readonly FrozenSet<string> Telling = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "content", "display", "visibility", "opacity", "font-size", "font", "color", "background", "background-color", "background-image",
        "position", "left", "top", "right", "bottom", "text-indent", "margin-left", "clip", "clip-path", "transform", "width", "height",
        "max-width", "max-height", "overflow", "vertical-align", "content-visibility", "break-before", "break-after", "page-break-before",
        "page-break-after");

    private static readonly IEnumerable<ICssProperty> None = [];

    private readonly CssParser _parser = new();
    private readonly Dictionary<string, IReadOnlyList<CssValue>> _attributes = [];
    private int _length;

    /// <summary>The rules of a sheet that hold on a screen, in their order.</summary>
    public IEnumerable<(ISelector Selector, IReadOnlyList<CssValue> Values)> Rules(string sheet)
    {
        CheckLength(_length += sheet.Length);
        CheckDepth(sheet);
        return Rules(_parser.ParseStyleSheet(sheet).Rules);
    }

    /// <summary>Pages have the same few attributes again and again; what differs from one to the next is where things stand.</summary>
    public IReadOnlyList<CssValue> Attribute(string style)
    {
        var telling = string.Join(';', style.Split(';').Where(IsTelling));
        if (telling.Length == 0)
        {
            return [];
        }
        if (!_attributes.TryGetValue(telling, out var values))
        {
            CheckLength(_length += telling.Length);
            CheckDepth(telling);
            values = _attributes.Count == MostAttributes ? throw TooLarge() : Values(_parser.ParseDeclaration(telling) ?? None);
            _attributes.Add(telling, values);
        }
        return values;
    }

    private static IEnumerable<(ISelector Selector, IReadOnlyList<CssValue> Values)> Rules(ICssRuleList rules)
    {
        foreach (var rule in rules)
        {
            if (rule is ICssStyleRule { Selector: { } selector } style && Values(style.Style) is { Count: > 0 } values)
            {
                yield return (selector, values);
            }
            var holds = rule is not ICssMediaRule media || media.IsValid(CssScreen.Device);
            foreach (var nested in holds && rule is ICssGroupingRule group ? Rules(group.Rules) : [])
            {
                yield return nested;
            }
        }
    }

    private static List<CssValue> Values(IEnumerable<ICssProperty> properties) =>
        [.. properties.Where(property => Telling.Contains(property.Name) && property.Value.Length > 0)
            .Select(property => new CssValue(
                property.Name, property.Name == "content" ? property.Value : property.Value.ToLowerInvariant(), property.IsImportant))];

    /// <summary>Where something stands does not tell, unless it is outside of the page or raised.</summary>
    private static bool IsTelling(string declaration)
    {
        var colon = declaration.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && declaration[..colon].Trim().ToLowerInvariant() is var name && Telling.Contains(name)
            && (name is not ("left" or "top" or "right" or "bottom" or "text-indent" or "margin-left")
                || declaration.Contains('-', StringComparison.Ordinal) && declaration.IndexOf('-', colon) > 0)
            && (name is not ("width" or "max-width" or "height" or "max-height") || declaration.Length < colon + 6);
    }

    private static void CheckLength(int length)
    {
        if (length > LongestSheet)
        {
            throw TooLarge();
        }
    }

    /// <summary>The parser calls itself at each bracket.</summary>
    private static void CheckDepth(string css)
    {
        var depth = 0;
        foreach (var c in css)
        {
            depth += c is '{' or '(' or '[' ? 1 : c is '}' or ')' or ']' ? -1 : 0;
            depth = Math.Max(0, depth);
            MarkupLimits.CheckDepth(depth, Deepest);
        }
    }

    public static ReadingException TooLarge() => ReadingException.Input(
        "structure_too_large", "The page has more style sheets than any that people write. Save it anew without them.");
}

/// <param name="Value">In lower case, but for what is to be printed.</param>
internal readonly record struct CssValue(string Name, string Value, bool IsImportant);
