using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Preciso.Reading.Docx;

/// <summary>What a paragraph is by its style: a heading of some level, an item of a list, or neither.</summary>
internal sealed class WordStyles(MainDocumentPart main)
{
    private const int BodyText = 9;
    private const int MostAncestors = 20;

    private readonly Dictionary<string, Style> _styles = (main.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
        .Where(style => style.StyleId?.Value is not null).GroupBy(style => style.StyleId!.Value!)
        .ToDictionary(group => group.Key, group => group.First());

    /// <summary>From 1; null if it is no heading.</summary>
    public int? HeadingLevel(ParagraphProperties? properties)
    {
        var level = (int?)properties?.OutlineLevel?.Val?.Value
            ?? Ancestors(properties).Select(style => (int?)style.StyleParagraphProperties?.OutlineLevel?.Val?.Value ?? ByName(style))
                .FirstOrDefault(found => found is not null);
        return level is { } outline and < BodyText ? outline + 1 : null;
    }

    /// <summary>From 0; null if it is no item.</summary>
    public int? ListDepth(ParagraphProperties? properties)
    {
        var numbering = properties?.NumberingProperties
            ?? Ancestors(properties).Select(style => style.StyleParagraphProperties?.NumberingProperties)
                .FirstOrDefault(found => found is not null);
        return numbering is null || numbering.NumberingId?.Val?.Value == 0 ? null : numbering.NumberingLevelReference?.Val?.Value ?? 0;
    }

    private IEnumerable<Style> Ancestors(ParagraphProperties? properties)
    {
        var id = properties?.ParagraphStyleId?.Val?.Value;
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
