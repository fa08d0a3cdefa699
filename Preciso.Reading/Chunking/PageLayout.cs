using Preciso.Documents;

namespace Preciso.Reading.Chunking;

/// <summary>
/// Puts the lines of a page back into the rows that a reader sees. A text layer gives a table as one block per column, so
/// lines on one baseline are joined from left to right; columns of prose that stand side by side stay apart.
/// </summary>
internal static class PageLayout
{
    /// <summary>So many lines of prose on both sides of a gutter make two columns; less may be a table of words.</summary>
    private const int ColumnLines = 3;

    /// <summary>Fewer lines on end are a stamp on the margin, or the title of an axis.</summary>
    private const int TurnedLines = 6;

    public static IReadOnlyList<PageRow> Rows(PageReading page)
    {
        var turned = new HashSet<TextLine>(page.Lines.Where(IsTurned), ReferenceEqualityComparer.Instance);
        if (2 * turned.Count > page.Lines.Count(line => line.Words.Count > 1))
        {
            return [.. page.Blocks.SelectMany(
                block => block.Lines.Select((line, i) => new PageRow(line.Words, 0, StartsParagraph: i == 0)))];
        }
        var aside = turned.Count < TurnedLines ? [] : page.Lines.Where(turned.Contains).ToList();
        var lines = page.Lines.Where(line => line.Words.Count > 0 && (aside.Count == 0 || !turned.Contains(line)))
            .Select(LineSegment.From).ToList();
        var gutter = Gutter(lines, page.Width);
        var regions = Regions(Baselines(lines), gutter);
        return [.. regions.SelectMany(ToRows),
            .. aside.Select((line, i) => new PageRow(line.Words, regions.Count, StartsParagraph: i == 0))];
    }

    /// <summary>
    /// It does not run from left to right: it is shown sideways or upside down, and only the line itself tells what is a row.
    /// </summary>
    private static bool IsTurned(TextLine line) =>
        line.Words.Count > 1 && line.Words[^1].Box.X0 - line.Words[0].Box.X0 < Math.Abs(line.Words[^1].Box.Y0 - line.Words[0].Box.Y0);

    /// <summary>Where the right column of prose begins, or null on a page with one column.</summary>
    private static double? Gutter(List<LineSegment> lines, double width) =>
        lines.Where(line => line.IsProse && line.Box.X0 > 0.3 * width && line.Box.X0 < 0.7 * width)
            .GroupBy(line => Math.Round(line.Box.X0 / 3))
            .Where(starts => starts.Count() >= ColumnLines)
            .OrderByDescending(starts => starts.Count())
            .Select(starts => (double?)starts.Min(line => line.Box.X0))
            .FirstOrDefault();

    /// <summary>
    /// Cuts the page wherever two columns begin or end, and two columns into left and right. A line across the gutter, and
    /// a baseline with figures in cells of their own, belong to no column.
    /// </summary>
    private static List<List<List<LineSegment>>> Regions(List<List<LineSegment>> baselines, double? gutter)
    {
        if (gutter is not { } x)
        {
            return [baselines];
        }

        var regions = new List<List<List<LineSegment>>> { new() };
        foreach (var (divisible, band) in baselines.ChunkBy(line => line.TrueForAll(cell => !cell.Crosses(x) && !cell.IsFigures)))
        {
            var left = band.SelectMany(line => line).Where(cell => cell.Box.X0 < x - 1).ToList();
            var right = band.SelectMany(line => line).Where(cell => cell.Box.X0 >= x - 1).ToList();
            if (divisible && IsColumn(left) && IsColumn(right))
            {
                regions.AddRange([Baselines(left), Baselines(right), []]);
            }
            else
            {
                regions[^1].AddRange(band);
            }
        }

        return regions;
    }

    private static bool IsColumn(List<LineSegment> lines) => lines.Count(line => line.IsProse) >= ColumnLines;

    private static List<List<LineSegment>> Baselines(List<LineSegment> lines)
    {
        var baselines = new List<List<LineSegment>>();
        foreach (var line in lines.OrderBy(line => line.Middle))
        {
            if (baselines.Count > 0 && baselines[^1][0].SharesBaseline(line))
            {
                baselines[^1].Add(line);
            }
            else
            {
                baselines.Add([line]);
            }
        }

        return baselines;
    }

    private static IEnumerable<PageRow> ToRows(List<List<LineSegment>> baselines, int region)
    {
        var gaps = baselines.Zip(baselines.Skip(1), Gap).ToList();
        // Most lines follow another of their paragraph, so a low quantile is the space between lines.
        var usual = gaps.Count == 0 ? 0 : gaps.Order().ElementAt(gaps.Count / 3);
        return baselines.Select((line, i) => new PageRow(
            [.. line.SelectMany(cell => cell.Words).OrderBy(word => word.Box.X0)],
            region,
            StartsParagraph: i == 0 || gaps[i - 1] > (1.5 * usual) + 1.5));
    }

    private static double Gap(List<LineSegment> above, List<LineSegment> below) =>
        Math.Max(0, below.Min(cell => cell.Box.Y0) - above.Max(cell => cell.Box.Y1));

    /// <summary>Neighbours that agree on something, together.</summary>
    private static IEnumerable<(bool Key, List<T> Items)> ChunkBy<T>(this IEnumerable<T> items, Func<T, bool> key)
    {
        var run = new List<T>();
        foreach (var item in items)
        {
            if (run.Count > 0 && key(run[0]) != key(item))
            {
                yield return (key(run[0]), run);
                run = [];
            }

            run.Add(item);
        }

        if (run.Count > 0)
        {
            yield return (key(run[0]), run);
        }
    }

    /// <summary>A line as the text layer or OCR gave it: a whole line of prose, or one cell of a table.</summary>
    private sealed record LineSegment(IReadOnlyList<Word> Words, Box Box, bool IsProse, bool IsFigures)
    {
        private const int ProseLetters = 24;

        public double Middle { get; } = (Box.Y0 + Box.Y1) / 2;

        public static LineSegment From(TextLine line) => new(
            line.Words,
            line.Box,
            line.Words.Count >= 4 && line.Words.Sum(word => Letters(word.Text)) >= ProseLetters,
            line.Words.All(word => Figures.IsFigure(word.Text)));

        public bool Crosses(double x) => Box.X0 < x - 1 && Box.X1 > x;

        public bool SharesBaseline(LineSegment other) => Math.Abs(Middle - other.Middle) <= 0.4 * Math.Min(Box.Height, other.Box.Height);

        // A Hangul syllable takes the room of two letters.
        private static int Letters(string text) => text.Sum(c => !char.IsLetter(c) ? 0 : c >= 0x1100 ? 2 : 1);
    }
}
