using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Preciso.Reading.Docx;

/// <summary>What a paragraph is by its style (a heading of some level, an item of a list, or neither), and how a run is printed.</summary>
internal sealed class WordStyles(MainDocumentPart main)
{
    private const int BodyText = 9;
    private const int MostAncestors = 20;

    private readonly Dictionary<string, Style> _styles = (main.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
        .Where(style => style.StyleId?.Value is not null).GroupBy(style => style.StyleId!.Value!)
        .ToDictionary(group => group.Key, group => group.First());

    private readonly Dictionary<string, RunPrint> _prints = [];
    private readonly bool _hasBackground = main.DocumentSettingsPart?.Settings?.GetFirstChild<DisplayBackgroundShape>() is not null;

    /// <summary>From 1; null if it is no heading.</summary>
    public int? HeadingLevel(ParagraphProperties? properties)
    {
        var level = (int?)properties?.OutlineLevel?.Val?.Value
            ?? Ancestors(properties).Select(style => (int?)style.StyleParagraphProperties?.OutlineLevel?.Val?.Value ?? ByName(style))
                .FirstOrDefault(found => found is not null);
        return level is { } outline and < BodyText ? outline + 1 : null;
    }

    /// <summary>Of the paragraph and of its styles, the nearest first, each with the name of the style that says it.</summary>
    public IEnumerable<(NumberingProperties Numbering, string? Style)> Numberings(ParagraphProperties? properties)
    {
        if (properties?.NumberingProperties is { } own)
        {
            yield return (own, null);
        }
        foreach (var style in Ancestors(properties))
        {
            if (style.StyleParagraphProperties?.NumberingProperties is { } styled)
            {
                yield return (styled, style.StyleId?.Value);
            }
        }
    }

    /// <summary>What a style of lists says (numStyleLink).</summary>
    public int? NumberingOf(string style) =>
        Ancestors(style).Select(each => each.StyleParagraphProperties?.NumberingProperties?.NumberingId?.Val?.Value)
            .FirstOrDefault(found => found is not null);

    /// <summary>By its own properties, else by its style, else by its paragraph's.</summary>
    public RunPrint PrintOf(Run run)
    {
        var own = RunPrint.From(run.RunProperties);
        var styled = run.RunProperties?.RunStyle?.Val?.Value is { } style ? PrintOf(style) : RunPrint.Plain;
        var paragraph = run.Ancestors<Paragraph>().FirstOrDefault()?.ParagraphProperties?.ParagraphStyleId?.Val?.Value;
        return own.Over(styled).Over(paragraph is null ? RunPrint.Plain : PrintOf(paragraph));
    }

    /// <summary>
    /// White on nothing but the paper. Cells and boxes have colours of their own, which come from too many places to be sure of.
    /// </summary>
    public bool IsPaper(Run run) =>
        "FFFFFF".Equals(run.RunProperties?.Color?.Val?.Value, StringComparison.OrdinalIgnoreCase)
        && !_hasBackground && run.RunProperties is { Shading: null, Highlight: null }
        && run.Ancestors<Paragraph>().FirstOrDefault()?.ParagraphProperties is var paragraph && paragraph?.Shading is null
        && !Ancestors(paragraph).Any(style => style.StyleParagraphProperties?.Shading is not null)
        && !run.Ancestors().Any(outer => outer is TableCell or TextBoxContent);

    private RunPrint PrintOf(string style)
    {
        if (!_prints.TryGetValue(style, out var print))
        {
            print = Ancestors(style).Aggregate(RunPrint.Plain, (all, each) => all.Over(RunPrint.From(each.StyleRunProperties)));
            _prints[style] = print;
        }
        return print;
    }

    private IEnumerable<Style> Ancestors(ParagraphProperties? properties) => Ancestors(properties?.ParagraphStyleId?.Val?.Value);

    private IEnumerable<Style> Ancestors(string? id)
    {
        for (var n = 0; n < MostAncestors && id is not null && _styles.TryGetValue(id, out var style); n++)
        {
            yield return style;
            id = style.BasedOn?.Val?.Value;
        }
    }

    private static int? ByName(Style style) => style.StyleName?.Val?.Value?.ToLowerInvariant() switch
    {
        "title" => 0,
        ['h', 'e', 'a', 'd', 'i', 'n', 'g', ' ', >= '1' and <= '9' and var level] => level - '1',
        _ => null,
    };
}
