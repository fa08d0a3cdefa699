using System.Text.RegularExpressions;
using Preciso.Documents;

namespace Preciso.Reading.Structure;

/// <summary>What stands over a table: in its own first rows, or what the file gives as its caption.</summary>
internal sealed partial record TableTitle(string? Title, string? Unit)
{
    private const int FirstRows = 4;
    private const int BlocksOver = 2;
    private const int LongestTitle = 120;

    /// <summary>A row of one single text, beside a unit line perhaps, before the first row of several is a title.</summary>
    public static TableTitle Find(IReadOnlyList<IReadOnlyList<SourceCell>> rows, string? caption)
    {
        var over = rows.Take(FirstRows).TakeWhile(row => Texts(row).Count(text => !UnitLine().IsMatch(text)) <= 1)
            .SelectMany(Texts).ToList();
        var hasTable = rows.Any(row => Texts(row).Skip(1).Any());
        var unit = over.Prepend(caption ?? "").FirstOrDefault(text => UnitLine().IsMatch(text));
        return new TableTitle(
            caption ?? (hasTable ? over.Find(text => text != unit) : null), unit is null ? null : UnitLine().Match(unit).Value);
    }

    /// <summary>What it does not say itself is said by the short blocks right over it.</summary>
    public TableTitle Under(IReadOnlyList<TextBlock> blocks)
    {
        var over = blocks.Reverse().Take(BlocksOver).TakeWhile(block => block.Kind is BlockKind.Heading or BlockKind.Paragraph)
            .Select(block => string.Join(' ', block.Lines.Select(line => line.Text)))
            .TakeWhile(text => text.Length <= LongestTitle).ToList();
        var unit = over.Find(text => UnitLine().IsMatch(text));
        return new TableTitle(
            Title ?? over.Find(text => text != unit && !text.EndsWith('.')), Unit ?? (unit is null ? null : UnitLine().Match(unit).Value));
    }

    /// <summary>Whether a text says what figures are in.</summary>
    public static bool StatesUnit(string text) => text.Length <= LongestTitle && UnitLine().IsMatch(text);

    private static IEnumerable<string> Texts(IReadOnlyList<SourceCell> row) =>
        row.Select(cell => cell.Text.Text).Where(text => text.Length > 0);

    [GeneratedRegex(
        @"[(\[<]?\s*(단위\s*[:：]\s*[^)\]>]+|((amounts|dollars|figures)\s+)?(expressed\s+)?in\s+([a-z.$]+\s+)?(thousands|millions|billions)[^)\]]*)[)\]>]?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex UnitLine();
}
