using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Chunking;

namespace Preciso.Reading.Tables;

/// <summary>A line of the page as cells that may be: its words, parted where the space between them is wide.</summary>
/// <param name="Em">The size of its letters, in points.</param>
internal sealed partial record TableLine(IReadOnlyList<Segment> Segments, int Region, double Em)
{
    private const int LongestCell = 60;
    private const int MostLabelWords = 8;

    /// <summary>Letters stand lower in the box that a text layer gives them than in the one that is recognised around their ink.</summary>
    private const double EmOfGiven = 0.85;
    private const double EmOfRecognised = 1.2;

    public Box Box { get; } = Box.Around(Segments.Select(segment => segment.Box));

    public string Text { get; } = string.Join(' ', Segments.Select(segment => segment.Text));

    public double Baseline { get; } = Segments.SelectMany(segment => segment.Words).Select(word => word.Box.Y1).Order()
        .ElementAt(Segments.Sum(segment => segment.Words.Count) / 2);

    public bool HasAmount { get; } = Segments.Skip(1).Any(segment => segment.IsAmount) || (Segments.Count == 1 && Segments[0].IsAmount);

    public bool IsListItem { get; } = Segments.Count <= 2 && Marker().IsMatch(Segments[0].Words[0].Text) && !Segments[^1].IsValue;

    /// <summary>A label and figures, or several short cells.</summary>
    public bool IsTabular =>
        Segments.Count >= 2 && !IsListItem
        && (Segments.Skip(1).Any(segment => segment.IsValue)
            || (Segments.Count >= 3 && Segments.All(segment => segment.Text.Length <= LongestCell)));

    /// <summary>Heads and nothing that they stand over.</summary>
    public bool IsHeadLike => !HasAmount && (Segments.Count >= 2 || Figures.IsColumnHead(Text)) && !IsListItem;

    public bool IsProse =>
        Segments.Count <= 2 && !HasAmount
            && Segments.Any(segment => segment.Words.Count > MostLabelWords || segment.Text.Length > LongestCell + 30);

    public static TableLine From(PageRow row, bool recognised)
    {
        var heights = row.Words.Select(word => word.Box.Height).Order().ToList();
        var em = Math.Max(1, heights[(int)(heights.Count * (recognised ? 0.75 : 0.5))] * (recognised ? EmOfRecognised : EmOfGiven));
        return new TableLine(Part(row.Words, em), row.Region, em);
    }

    private static List<Segment> Part(IReadOnlyList<Word> words, double em)
    {
        var segments = new List<List<Word>>();
        var afterLeader = true;
        foreach (var word in words)
        {
            if (Figures.IsLeader(word.Text))
            {
                afterLeader = true;
                continue;
            }
            if (afterLeader || IsCellGap(segments[^1][^1], word, em))
            {
                segments.Add([]);
            }
            segments[^1].Add(word);
            afterLeader = false;
        }
        return [.. segments.Select(part => new Segment(part))];
    }

    private static bool IsCellGap(Word left, Word right, double em)
    {
        var gap = right.Box.X0 - left.Box.X1;
        var (before, after) = (Segment.IsFigure(left.Text), Segment.IsFigure(right.Text));
        var most =
            before && right.Text is "$" or "€" or "£" or "¥" or "₩" ? 0
            : Segment.IsCurrency(left.Text) && (after || right.Text is "-") ? 8
            : Segment.IsClosing(right.Text) && before ? 1.6
            : before && after && !left.Text.EndsWith(',') ? 0.45
            : before || after ? 0.75
            : 0.95;
        return gap > most * em;
    }

    [GeneratedRegex(@"^([•·●○▪■□◆◦‣∙*–—-]|\(?([a-zA-Z]|\d{1,2}|[ivx]{1,4}|[가-하])[.)]|[①-⑳])$", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();
}
