using Preciso.Documents;
using Preciso.Reading.Chunking;
using Preciso.Reading.Facts.Units;

namespace Preciso.Reading.Structure;

/// <summary>What stands over a table: in its own first rows, or what the file gives as its caption.</summary>
internal sealed record TableTitle(string? Title, string? Unit)
{
    private const int FirstRows = 4;
    private const int BlocksOver = 2;
    private const int LongestTitle = 120;

    /// <summary>A row of one single text, beside a unit line perhaps, before the first row of several is a title.</summary>
    public static TableTitle Find(IReadOnlyList<IReadOnlyList<SourceCell>> rows, string? caption)
    {
        var over = rows.Take(FirstRows).TakeWhile(row => Texts(row).Count(text => UnitPrint.Line(text) is null) <= 1)
            .SelectMany(Texts).ToList();
        var hasTable = rows.Any(row => Texts(row).Skip(1).Any());
        return new TableTitle(
            caption ?? (hasTable ? over.Find(text => UnitPrint.Line(text) is null) : null), Said(over.Prepend(caption).OfType<string>()));
    }

    /// <summary>What it does not say itself is said by the short blocks right over it.</summary>
    public TableTitle Under(IReadOnlyList<TextBlock> blocks)
    {
        var over = blocks.Reverse().Take(BlocksOver).TakeWhile(block => block.Kind is BlockKind.Heading or BlockKind.Paragraph)
            .Select(block => string.Join(' ', block.Lines.Select(line => line.Text)))
            .TakeWhile(text => text.Length <= LongestTitle).ToList();
        return new TableTitle(
            Title ?? over.Find(text => UnitPrint.Line(text) is null && !Sentences.IsEnded(text)), Unit ?? Said(over));
    }

    /// <summary>The unit of a line of its own, else the one that a title says too.</summary>
    private static string? Said(IEnumerable<string> texts)
    {
        var over = texts.ToList();
        return over.Select(UnitPrint.Line).FirstOrDefault(unit => unit is not null)
            ?? over.Select(UnitPrint.Part).FirstOrDefault(unit => unit is not null);
    }

    /// <summary>Whether a text says what figures are in.</summary>
    public static bool StatesUnit(string text) => text.Length <= LongestTitle && UnitPrint.Line(text) is not null;

    private static IEnumerable<string> Texts(IReadOnlyList<SourceCell> row) =>
        row.Select(cell => cell.Text.Text).Where(text => text.Length > 0);
}
