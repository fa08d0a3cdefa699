using System.Xml.Linq;
using Preciso.Reading.Docx;
using Preciso.Reading.Office;

namespace Preciso.Reading.OpenDocument;

/// <summary>The numbers of lists, which stand nowhere in the file.</summary>
internal sealed class OdfLists(OdfStyles styles)
{
    private const int Levels = 10;

    private readonly Dictionary<string, int?[]> _counters = [];
    private readonly Dictionary<string, string> _styleOf = [];

    /// <summary>Begins a list of the outermost level.</summary>
    /// <returns>Where it counts.</returns>
    public (string? Style, int?[] Counters) Begin(XElement list)
    {
        var style = list.Says("style-name");
        var goesOn = list.Says("continue-list");
        style ??= goesOn is null ? null : _styleOf.GetValueOrDefault(goesOn);
        var key = style ?? "";
        if ((goesOn is null && list.Says("continue-numbering") != "true") || !_counters.TryGetValue(key, out var counters))
        {
            _counters[key] = counters = new int?[Levels];
        }
        if (list.Says("id") is { } id && style is not null)
        {
            _styleOf[id] = style;
        }
        return (style, counters);
    }

    /// <summary>Counts an item; empty where the list has dots.</summary>
    /// <param name="depth">From 0.</param>
    public string Next(string? style, int?[] counters, int depth, XElement item)
    {
        if (depth >= Levels)
        {
            return "";
        }
        var start = OdfText.Number(item.Says("start-value"), OdfText.Number(Level(style, depth).Says("start-value"), 1));
        counters[depth] = item.Says("start-value") is null && counters[depth] is { } last ? last + 1 : start;
        Array.Clear(counters, depth + 1, Levels - depth - 1);
        if (Level(style, depth) is not { } level || level.Is("list-level-style-bullet"))
        {
            return "";
        }
        var shown = Math.Clamp(OdfText.Number(level.Says("display-levels"), 1), 1, depth + 1);
        var numbers = Enumerable.Range(depth + 1 - shown, shown)
            .Select(at => Print(counters[at] ?? 1, Level(style, at).Says("num-format"))).Where(number => number.Length > 0);
        var text = $"{level.Says("num-prefix")}{string.Join('.', numbers)}{level.Says("num-suffix")}";
        return string.IsNullOrWhiteSpace(text) ? "" : text + " ";
    }

    private XElement? Level(string? style, int depth) =>
        styles.List(style)?.Elements().FirstOrDefault(level => OdfText.Number(level.Says("level"), 0) == depth + 1);

    private static string Print(int number, string? format) => ListNumbers.Print(number, format switch
    {
        "a" => "lowerLetter",
        "A" => "upperLetter",
        "i" => "lowerRoman",
        "I" => "upperRoman",
        null or "" => "none",
        ['가', ..] => "ganada",
        ['ㄱ', ..] => "chosung",
        ['①', ..] => "decimalEnclosedCircle",
        ['一', ..] => "ideographDigital",
        _ => null,
    });
}
