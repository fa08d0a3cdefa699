using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Preciso.Reading.Office;

namespace Preciso.Reading.Docx;

/// <summary>
/// The numbers that Word makes itself (제3조, 2.1, (a)): they stand nowhere in the file and are counted here, paragraph by paragraph, in the
/// order in which these are read.
/// </summary>
internal sealed partial class WordNumbering
{
    public const int Levels = 9;

    private readonly WordStyles _styles;
    private readonly Dictionary<int, NumberingInstance> _instances;
    private readonly Dictionary<int, AbstractNum> _lists;
    private readonly Dictionary<AbstractNum, int?[]> _counters = [];
    private readonly HashSet<(int Instance, int Level)> _restarted = [];

    public WordNumbering(MainDocumentPart main, WordStyles styles)
    {
        _styles = styles;
        var numbering = main.NumberingDefinitionsPart?.Numbering;
        _instances = (numbering?.Elements<NumberingInstance>() ?? []).Where(each => each.NumberID?.Value is not null)
            .GroupBy(each => each.NumberID!.Value).ToDictionary(group => group.Key, group => group.First());
        _lists = (numbering?.Elements<AbstractNum>() ?? []).Where(each => each.AbstractNumberId?.Value is not null)
            .GroupBy(each => each.AbstractNumberId!.Value).ToDictionary(group => group.Key, group => group.First());
    }

    /// <summary>From 0; null if the paragraph is no item of a list.</summary>
    public int? LevelOf(ParagraphProperties? properties)
    {
        var said = _styles.Numberings(properties).Select(each => each.Numbering).ToList();
        var isItem = said.Count > 0 && said.Select(each => each.NumberingId?.Val?.Value).FirstOrDefault(id => id is not null) != 0;
        return isItem ? Find(properties)?.Level ?? said[0].NumberingLevelReference?.Val?.Value ?? 0 : null;
    }

    /// <summary>Counts the paragraph, and says its number with what stands between it and the text; empty for one without.</summary>
    public string Next(ParagraphProperties? properties)
    {
        if (Find(properties) is not var (instance, list, at) || IsUnseen(properties) || LevelFor(instance, list, at) is not { } level)
        {
            return "";
        }
        var counters = Count(instance, list, at);
        var text = level.LevelText?.Val?.Value ?? "";
        var printed = level.NumberingFormat?.Val?.Value == NumberFormatValues.Bullet
            ? Tick(level, text)
            : Place().Replace(text, match => match.Groups["level"].Value[0] - '1' is var other && other <= at
                ? Print(instance, list, other, counters, IsLegal(level))
                : "");
        var isApart = level.LevelSuffix?.Val is not { } suffix || suffix.Value != LevelSuffixValues.Nothing;
        return printed.Length == 0 ? "" : isApart ? printed + " " : printed;
    }

    private (NumberingInstance Instance, AbstractNum List, int Level)? Find(ParagraphProperties? properties)
    {
        var said = _styles.Numberings(properties).ToList();
        var (numbering, style) = said.Find(each => each.Numbering.NumberingId?.Val is not null);
        if (numbering?.NumberingId?.Val?.Value is not { } id || !_instances.TryGetValue(id, out var instance)
            || ListOf(instance) is not { } list)
        {
            return null;
        }
        var level = said.Select(each => each.Numbering.NumberingLevelReference?.Val?.Value).FirstOrDefault(found => found is not null)
            ?? (style is null ? 0 : list.Elements<Level>().FirstOrDefault(each => each.ParagraphStyleIdInLevel?.Val?.Value == style)
                ?.LevelIndex?.Value ?? 0);
        return (instance, list, Math.Clamp(level, 0, Levels - 1));
    }

    /// <summary>A list may be nothing but the name of a style whose list it is.</summary>
    private AbstractNum? ListOf(NumberingInstance instance)
    {
        var list = Abstract(instance);
        return list?.NumberingStyleLink?.Val?.Value is { } style && _styles.NumberingOf(style) is { } id
            && _instances.TryGetValue(id, out var linked) ? Abstract(linked) ?? list : list;
    }

    private AbstractNum? Abstract(NumberingInstance instance) =>
        instance.AbstractNumId?.Val?.Value is { } id ? _lists.GetValueOrDefault(id) : null;

    private static Level? LevelFor(NumberingInstance instance, AbstractNum list, int at) =>
        Override(instance, at)?.Level ?? list.Elements<Level>().FirstOrDefault(level => level.LevelIndex?.Value == at);

    private static LevelOverride? Override(NumberingInstance instance, int at) =>
        instance.Elements<LevelOverride>().FirstOrDefault(level => level.LevelIndex?.Value == at);

    /// <summary>Lists of one kind are one list, unless an instance of it says that it starts anew.</summary>
    private int?[] Count(NumberingInstance instance, AbstractNum list, int at)
    {
        if (!_counters.TryGetValue(list, out var counters))
        {
            _counters[list] = counters = new int?[Levels];
        }
        var starts = Override(instance, at)?.StartOverrideNumberingValue?.Val?.Value;
        var isNew = starts is not null && _restarted.Add((instance.NumberID!.Value, at));
        for (var above = 0; above < at; above++)
        {
            counters[above] ??= Start(instance, list, above); // an item without one over it
        }
        counters[at] = counters[at] is { } last && !isNew ? last + 1 : starts ?? Start(instance, list, at);
        for (var below = at + 1; below < Levels; below++)
        {
            // 0 is never; n is only behind an item of that level or above, counted from 1.
            var restarts = LevelFor(instance, list, below)?.LevelRestart?.Val?.Value;
            counters[below] = restarts is null || at < restarts ? null : counters[below];
        }
        return counters;
    }

    private static int Start(NumberingInstance instance, AbstractNum list, int at) =>
        Override(instance, at)?.StartOverrideNumberingValue?.Val?.Value
        ?? LevelFor(instance, list, at)?.StartNumberingValue?.Val?.Value ?? 0;

    private static string Print(NumberingInstance instance, AbstractNum list, int at, int?[] counters, bool isLegal)
    {
        var format = LevelFor(instance, list, at)?.NumberingFormat;
        var number = counters[at] ?? 0;
        return isLegal ? ListNumbers.Print(number, null)
            : format?.Format?.Value is { } custom ? ListNumbers.Padded(number, custom)
            : ListNumbers.Print(number, format?.Val?.InnerText);
    }

    private static bool IsLegal(Level level) => level.IsLegalNumberingStyle is { } legal && (legal.Val?.Value ?? true);

    /// <summary>A dot says nothing; a tick does.</summary>
    private static string Tick(Level level, string text)
    {
        var sign = SymbolFonts.Read(level.NumberingSymbolRunProperties?.GetFirstChild<RunFonts>()?.Ascii?.Value, text) ?? text;
        return sign is "☐" or "□" or "◻" or "☑" or "☒" or "✓" or "✗" ? sign : "";
    }

    /// <summary>Deleted or hidden with its mark: it is not counted.</summary>
    private static bool IsUnseen(ParagraphProperties? properties) =>
        properties?.ParagraphMarkRunProperties is { } mark
        && (mark.GetFirstChild<Deleted>() is not null || RunPrint.From(mark).IsHidden == true);

    [GeneratedRegex("%(?<level>[1-9])", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
