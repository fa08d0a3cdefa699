using Preciso.Documents;

namespace Preciso.Reading.Ocr;

/// <summary>Thin straight lines on a page, in points: what parts the rows and columns of ruled tables.</summary>
public sealed record Rulings(IReadOnlyList<Box> Horizontal, IReadOnlyList<Box> Vertical)
{
    public static readonly Rulings None = new([], []);

    private const int Dark = 160;

    /// <summary>In inches: longer than any stroke of a letter that is thin enough.</summary>
    private const double Shortest = 0.45;
    private const double Thickest = 0.035;

    /// <param name="scale">Points to one pixel.</param>
    internal static Rulings Find(GreyMap page, double scale)
    {
        var (shortest, thickest) = ((int)(Shortest * 72 / scale), Math.Max(2, (int)(Thickest * 72 / scale)));
        return new Rulings(
            Join(HorizontalRuns(page, shortest), thickest, scale),
            [.. Join(VerticalRuns(page, shortest), thickest, scale).Select(rule => rule.Transpose())]);
    }

    /// <summary>Paints them over, so that they are not taken for letters.</summary>
    internal void Erase(GreyMap page, double scale)
    {
        foreach (var rule in Horizontal.Concat(Vertical))
        {
            page.Whiten(rule, scale);
        }
    }

    private static IEnumerable<Run> HorizontalRuns(GreyMap page, int shortest)
    {
        var runs = new List<Run>();
        for (var y = 0; y < page.Height; y++)
        {
            var row = page.Row(y);
            for (var x = 0; x < row.Length;)
            {
                var dark = row[x..].IndexOfAnyInRange((byte)0, (byte)Dark);
                if (dark < 0)
                {
                    break;
                }
                var length = row[(x + dark)..].IndexOfAnyExceptInRange((byte)0, (byte)Dark);
                length = length < 0 ? row.Length - x - dark : length;
                if (length >= shortest)
                {
                    runs.Add(new Run(y, x + dark, x + dark + length));
                }
                x += dark + length;
            }
        }
        return runs;
    }

    private static IEnumerable<Run> VerticalRuns(GreyMap page, int shortest)
    {
        var runs = new List<Run>();
        var begun = new int[page.Width];
        for (var y = 0; y <= page.Height; y++)
        {
            var row = y < page.Height ? page.Row(y) : default;
            for (var x = 0; x < begun.Length; x++)
            {
                if (row.Length > 0 && row[x] <= Dark)
                {
                    continue;
                }
                if (y - begun[x] >= shortest)
                {
                    runs.Add(new Run(x, begun[x], y));
                }
                begun[x] = y + 1;
            }
        }
        return runs.OrderBy(run => run.At);
    }

    /// <summary>Runs side by side are one rule; many of them are a dark surface.</summary>
    private static List<Box> Join(IEnumerable<Run> runs, int thickest, double scale)
    {
        var rules = new List<(int First, int Last, int From, int To)>();
        foreach (var run in runs)
        {
            var i = rules.FindLastIndex(rule => run.At - rule.Last <= 2 && run.From < rule.To && run.To > rule.From);
            if (i < 0)
            {
                rules.Add((run.At, run.At, run.From, run.To));
            }
            else
            {
                rules[i] = (rules[i].First, run.At, Math.Min(rules[i].From, run.From), Math.Max(rules[i].To, run.To));
            }
        }
        return [.. rules.Where(rule => rule.Last - rule.First < thickest + ((rule.To - rule.From) / 100))
            .Select(rule => new Box(rule.From * scale, rule.First * scale, rule.To * scale, (rule.Last + 1) * scale))];
    }

    private readonly record struct Run(int At, int From, int To);
}
