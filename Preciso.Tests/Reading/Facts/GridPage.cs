using System.Globalization;
using Preciso.Documents;
using Preciso.Reading.Facts;

namespace Preciso.Tests.Reading.Facts;

/// <summary>
/// Draws pages for the tests from text. A table is lines of cells parted by <c>|</c>; an empty cell is left out, <c>=</c> before a text
/// makes it a head,
/// <c>&lt;</c> is covered by the cell to its left.
/// </summary>
internal sealed class GridPage
{
    private const double LineHeight = 14;
    private const double ColumnWidth = 130;
    private const double CharacterWidth = 5;

    private readonly List<TextBlock> _blocks = [];
    private readonly List<PageTable> _tables = [];
    private double _y = 50;

    public GridPage Line(string text)
    {
        _blocks.Add(new TextBlock([new TextLine([.. Words(text, 50)])]));
        _y += LineHeight;
        return this;
    }

    public GridPage Table(string grid, string? title = null, string? unit = null, bool continues = false, double confidence = 1)
    {
        var lines = grid.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var cells = new List<TableCell>();
        var top = _y;
        for (var row = 0; row < lines.Length; row++)
        {
            cells.AddRange(Row(row, lines[row].Split('|')));
            _y += LineHeight;
        }

        var columns = lines.Max(line => line.Split('|').Length);
        _tables.Add(
            new PageTable(_tables.Count, new Box(50, top, 50 + (columns * ColumnWidth), _y), lines.Length, columns, cells, confidence,
                title, unit, continues));
        _y += LineHeight;
        return this;
    }

    public PageReading Read(int page = 1, ReadingMethod method = ReadingMethod.TextLayer, double confidence = 1) =>
        new(page, 1_000, Math.Max(842, _y + 50), method, confidence, _blocks, []) { Tables = _tables };

    private IEnumerable<TableCell> Row(int row, string[] texts)
    {
        for (var column = 0; column < texts.Length; column++)
        {
            var text = texts[column].Trim();
            if (text.Length == 0 || text == "<")
            {
                continue;
            }

            var isHead = text.StartsWith('=');
            var span = 1 + texts.Skip(column + 1).TakeWhile(next => next.Trim() == "<").Count();
            var words = Words(isHead ? text[1..] : text, 50 + (column * ColumnWidth)).ToList();
            _blocks.Add(new TextBlock([new TextLine(words)], BlockKind.Table));
            yield return new TableCell(row, column, isHead ? text[1..] : text, Box.Around(words.Select(word => word.Box)), isHead, 1, span);
        }
    }

    private IEnumerable<Word> Words(string text, double x)
    {
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return new Word(word, new Box(x, _y, x + (word.Length * CharacterWidth), _y + 10));
            x += (word.Length + 1) * CharacterWidth;
        }
    }
}

/// <summary>Facts as lines that a person can check.</summary>
internal static class FactViews
{
    public static string Print(this Fact fact) => string.Join(
        " | ",
        new[]
        {
            fact.Entity,
            fact.Metric,
            fact.Period?.Key,
            fact.Printed,
            fact.Value is null
                ? "?"
                : fact.Value.Value.ToString(CultureInfo.InvariantCulture)
                    + (fact.Scale == 1 ? "" : $" × {fact.Scale.ToString(CultureInfo.InvariantCulture)}"),
            fact.Currency,
            fact.Unit,
        }.Where(part => part is not null));

    public static string Print(this PageFacts page) => string.Join('\n', page.Facts.Select(Print));

    public static string FactsOf(GridPage page) => new FactReader("report.pdf").Read(page.Read()).Print();
}
