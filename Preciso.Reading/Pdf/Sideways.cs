using Preciso.Documents;
using Preciso.Reading.Chunking;
using Preciso.Reading.Ocr;

namespace Preciso.Reading.Pdf;

/// <summary>
/// Text that is printed sideways or upside down on a page that is not: a wide table on a page of its own, as a rule. It is read as it
/// stands when the page is turned, and the rest of the page as it is. Marks of footnotes are told from words on level lines.
/// </summary>
internal static class Sideways
{
    /// <summary>Fewer lines are a stamp on the margin, or the title of an axis.</summary>
    private const int FewestLines = 6;
    private const double Tall = 1.6;

    public static PageReading Settle(int page, PageSize size, PageText text) => Split(page, size, text) ?? Level(page, size, text);

    /// <summary>Null where nothing is printed so.</summary>
    private static PageReading? Split(int page, PageSize size, PageText text)
    {
        var quarters = text.Lines.Select(QuartersOf).Where(quarters => quarters != 0).ToList();
        if (quarters.Count < FewestLines)
        {
            return null;
        }
        var known = quarters.Where(quarter => quarter > 0).GroupBy(quarter => quarter).MaxBy(group => group.Count());
        var turn = new Turn(known?.Key ?? 1, 0);
        var turned = text.Lines.Where(line => QuartersOf(line) != 0).ToList();
        var around = Box.Around(turned.Select(line => line.Box));
        var level = text.Lines.Where(line => QuartersOf(line) == 0 && !(line.Words.Count == 1 && IsShortWithin(line, around))).ToList();
        turned.AddRange(text.Lines.Except(turned).Except(level));
        var aside = Turned(page, size, turn, text with { Blocks = [.. turned.Select(line => new TextBlock([line]))] });
        var kept = new HashSet<TextLine>(level, ReferenceEqualityComparer.Instance);
        var rest = text with
        {
            Blocks = [.. text.Blocks.Select(block => block with { Lines = [.. block.Lines.Where(kept.Contains)] })
                .Where(block => block.Lines.Count > 0)],
        };
        return rest.Blocks.Count == 0 ? aside : Join(Level(page, size, rest), aside);
    }

    private static PageReading Level(int page, PageSize size, PageText text) =>
        PageText.Settle(page, size, text with { Blocks = RaisedMarks.Settle(text.Blocks) });

    /// <summary>How often the page has to be turned clockwise for the line to stand level; -1 for a word that only stands on end.</summary>
    private static int QuartersOf(TextLine line)
    {
        if (line.Words.Count == 1)
        {
            var (box, length) = (line.Words[0].Box, line.Words[0].Text.Length);
            return length > 2 && box.Height > Tall * box.Width ? -1 : 0;
        }
        var (first, last) = (line.Words[0].Box, line.Words[^1].Box);
        var (across, down) = (last.X0 - first.X0, last.Y0 - first.Y0);
        return Math.Abs(down) > Math.Abs(across) ? (down < 0 ? 1 : 3) : across < 0 && Math.Abs(down) < first.Height ? 2 : 0;
    }

    /// <summary>A figure of one or two digits is as wide as it is high, whichever way it stands.</summary>
    private static bool IsShortWithin(TextLine line, Box around) =>
        line.Words[0].Text.Length <= 2 && line.Box.X0 >= around.X0 - 1 && line.Box.X1 <= around.X1 + 1
        && line.Box.Y0 >= around.Y0 - 1 && line.Box.Y1 <= around.Y1 + 1;

    private static PageReading Turned(int page, PageSize size, Turn turn, PageText text)
    {
        var rulings = new Rulings(
            [.. (turn.Quarters % 2 == 0 ? text.Rulings.Horizontal : text.Rulings.Vertical).Select(Box)],
            [.. (turn.Quarters % 2 == 0 ? text.Rulings.Vertical : text.Rulings.Horizontal).Select(Box)]);
        var level = PageText.Choose(page, turn.Upright(size), text with
        {
            Blocks = [.. text.Blocks.Select(block => block with
            {
                Lines = [.. block.Lines.Select(line => new TextLine([.. line.Words.Select(word => word with { Box = Box(word.Box) })]))],
            })],
        });
        level = level with { Blocks = RaisedMarks.Settle(level.Blocks) };
        // Whoever reads the page later sees its lines on end: what is a row has to be told by them alone.
        var rows = PageLayout.Rows(level).Select(row => new TextBlock([new TextLine(row.Words)]));
        return turn.Back(PageStructure.Recognise(level with { Blocks = [.. rows] }, rulings), size);

        Box Box(Box box) => turn.Level(box, size);
    }

    private static PageReading Join(PageReading level, PageReading aside) => level with
    {
        Blocks = [.. level.Blocks, .. aside.Blocks],
        Tables = [.. level.Tables, .. aside.Tables.Select(table => table with { Ordinal = table.Ordinal + level.Tables.Count })],
        Language = PageLanguage.Guess([.. level.Blocks, .. aside.Blocks]),
    };
}
