using System.Text.RegularExpressions;
using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;
using AngleSharp.Dom;

namespace Preciso.Reading.Html;

/// <summary>What the style sheets of a page and an element's own attribute say of it, the stronger over the weaker.</summary>
internal sealed partial class HtmlRules
{
    /// <summary>A page of a million elements under the sheets of a whole site takes fewer.</summary>
    private const long MostSteps = 30_000_000;

    private readonly CssText _css = new();
    private readonly CssSelectorParser _selectors = new();
    private readonly Dictionary<string, List<Rule>> _rules = [];
    private readonly Dictionary<IElement, int> _siblings = [];
    private int _order;
    private long _steps;

    public HtmlRules(IEnumerable<IElement> elements)
    {
        foreach (var element in elements)
        {
            if (element.LocalName == "style" && !IsForPaper(element))
            {
                Add(element.TextContent);
            }
            NamesOthers |= element.LocalName == "link"
                && element.GetAttribute("rel")?.Contains("stylesheet", StringComparison.OrdinalIgnoreCase) == true;
        }
    }

    /// <summary>There are sheets beside the file, which are not read: colours are not known but where the page says both.</summary>
    public bool NamesOthers { get; private set; }

    /// <summary>By property; empty for most.</summary>
    public IReadOnlyDictionary<string, string> For(IElement element)
    {
        var own = element.GetAttribute("style") is { Length: > 0 } style ? _css.Attribute(style) : [];
        var rules = _rules.Count == 0 ? [] : Matching(element);
        if (own.Count == 0 && rules.Count == 0)
        {
            return Nothing;
        }
        var values = new Dictionary<string, string>();
        var cascade = rules.SelectMany(rule => rule.Values).Concat(own).ToList();
        foreach (var value in cascade.Where(value => !value.IsImportant).Concat(cascade.Where(value => value.IsImportant)))
        {
            values[value.Name] = value.Value;
        }
        return values;
    }

    private static Dictionary<string, string> Nothing { get; } = [];

    private List<Rule> Matching(IElement element)
    {
        var names = element.ClassList.Select(name => "." + name).Append("#" + element.Id).Append(element.LocalName).Append("");
        return [.. names.SelectMany(name => _rules.GetValueOrDefault(name, []))
            .Where(rule => Matches(rule, element)).OrderBy(rule => rule.Selector.Specificity).ThenBy(rule => rule.Order)];
    }

    private bool Matches(Rule rule, IElement element)
    {
        _steps += rule.Counts ? 1 + (Siblings(element) / 64) : rule.Looks ? 1000 : 1;
        return _steps <= MostSteps ? rule.Selector.Match(element) : throw CssText.TooLarge();
    }

    private int Siblings(IElement element)
    {
        if (element.ParentElement is not { } parent)
        {
            return 1;
        }
        if (!_siblings.TryGetValue(parent, out var count))
        {
            _siblings[parent] = count = parent.ChildElementCount;
        }
        return count;
    }

    private void Add(string sheet)
    {
        NamesOthers |= sheet.Contains("@import", StringComparison.OrdinalIgnoreCase);
        foreach (var (selector, values) in _css.Rules(sheet))
        {
            foreach (var one in Each(selector))
            {
                Add(one, values);
            }
        }
    }

    private void Add(ISelector selector, IReadOnlyList<CssValue> values)
    {
        var counts = Counting().IsMatch(selector.Text);
        if (counts && values.All(value => IsColour(value.Name)))
        {
            NamesOthers = true; // which rows of a table are striped would have to be counted at each
            return;
        }
        if (Generated().Match(selector.Text) is { Success: true } generated)
        {
            Generate(generated, values);
            return;
        }
        var key = KeyOf(selector.Text);
        _rules.TryAdd(key, []);
        _rules[key].Add(new Rule(selector, _order++, values, counts, selector.Text.Contains(":has", StringComparison.Ordinal)));
    }

    /// <summary>A sign that a sheet sets before or behind an element, such as a minus, is told as a property of it.</summary>
    private void Generate(Match selector, IReadOnlyList<CssValue> values)
    {
        var isGone = values.Any(value => value is { Name: "display", Value: "none" });
        if (values.LastOrDefault(value => value.Name == "content") is { Name: not null } content
            && _selectors.ParseSelector(selector.Groups["element"].Value is { Length: > 0 } element ? element : "*") is { } of)
        {
            Add(of, [content with { Name = selector.Groups["side"].Value, Value = isGone ? "" : content.Value }]);
        }
    }

    private static bool IsColour(string property) =>
        property == "color" || property.StartsWith("background", StringComparison.Ordinal);

    /// <summary>Each selector of a list has a weight of its own.</summary>
    private IEnumerable<ISelector> Each(ISelector selector) => selector.Text.AsSpan().ContainsAny("([\\") || !selector.Text.Contains(',')
        ? [selector]
        : selector.Text.Split(',').Select(one => _selectors.ParseSelector(one)).OfType<ISelector>();

    /// <summary>A class, an id or a name that an element must have; empty where any may do.</summary>
    private static string KeyOf(string selector)
    {
        var plain = Condition().Replace(selector, "");
        return plain.AsSpan().ContainsAny("([\\") ? ""
            : Key().Match(plain) is { Success: true } key ? key.Value
            : Tag().Match(plain).Value.ToLowerInvariant();
    }

    private static bool IsForPaper(IElement style) => style.GetAttribute("media") is { } media
        && !media.Contains("screen", StringComparison.OrdinalIgnoreCase) && !media.Contains("all", StringComparison.OrdinalIgnoreCase)
        && PaperOnly().IsMatch(media);

    private sealed record Rule(ISelector Selector, int Order, IReadOnlyList<CssValue> Values, bool Counts, bool Looks);

    [GeneratedRegex(@"[.#][\w-]+(?=[^\s>+~]*$)")]
    private static partial Regex Key();

    [GeneratedRegex(@"(?<=^|[\s>+~])[a-zA-Z][\w-]*(?=[^\s>+~]*$)")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\([^()]*\)|\[[^\]]*\]")]
    private static partial Regex Condition();

    [GeneratedRegex("^(?<element>.*?)::?(?<side>before|after)$")]
    private static partial Regex Generated();

    [GeneratedRegex(":nth|:last|:only|-of-type|~")]
    private static partial Regex Counting();

    [GeneratedRegex("print|speech", RegexOptions.IgnoreCase)]
    private static partial Regex PaperOnly();
}
