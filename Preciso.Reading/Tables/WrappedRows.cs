using System.Text.RegularExpressions;
using Preciso.Documents;

namespace Preciso.Reading.Tables;

/// <summary>Puts lines together that are one row, because a label or a text in it goes on over several lines.</summary>
internal sealed partial class WrappedRows(IReadOnlyList<TableLine> lines, Columns columns, double em)
{
    /// <summary>Closer lines overlap: a figure in the middle of a label of two lines.</summary>
    private const double Overlapping = 0.75;
    private const double WidestLeading = 1.75;
    private const double WidestRows = 2.6;

    private readonly double _leading = Leading(lines, columns, em);

    /// <param name="rules">Horizontal lines of the page; where one stands between all rows, they alone tell.</param>
    public static List<List<TableLine>> Join(IReadOnlyList<TableLine> lines, Columns columns, IReadOnlyList<Box> rules, double em)
    {
        if (lines.Count > 0 && Ruled(lines, columns, rules) is { } ruled)
        {
            return ruled;
        }
        if (ByLabels(lines, columns, em) is { } labelled)
        {
            return labelled;
        }
        var wrapped = new WrappedRows(lines, columns, em);
        var rows = new List<List<TableLine>>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (i > 0 && wrapped.GoesOn(i))
            {
                rows[^1].Add(lines[i]);
            }
            else
            {
                rows.Add([lines[i]]);
            }
        }
        return rows;
    }

    /// <summary>Null if two rows with figures stand between the same rules.</summary>
    private static List<List<TableLine>>? Ruled(IReadOnlyList<TableLine> lines, Columns columns, IReadOnlyList<Box> rules)
    {
        var (left, right) = (columns[0].X0, columns[^1].X1);
        var across = rules.Where(rule => Math.Min(rule.X1, right) - Math.Max(rule.X0, left) > 0.8 * (right - left))
            .Select(rule => (rule.Y0 + rule.Y1) / 2).Order().ToList();
        var bands = lines.GroupBy(line => across.Count(y => y < (line.Box.Y0 + line.Box.Y1) / 2)).Select(band => band.ToList()).ToList();
        return across.Count >= 2 && bands.Count >= 2 && bands.TrueForAll(band => band.Count(line => HasRow(line, columns)) <= 1)
            ? bands
            : null;
    }

    /// <summary>
    /// Labels whose lines stand closer than labels of different rows: their figures stand at the first, the last or the middle of them,
    /// on a line of their own where the middle is between two. Null where the labels do not show it.
    /// </summary>
    private static List<List<TableLine>>? ByLabels(IReadOnlyList<TableLine> lines, Columns columns, double em)
    {
        var labels = lines.Where(line => columns.Range(line.Segments[0]).First == 0 && !line.Segments[0].IsAmount).ToList();
        var pitches = labels.Zip(labels.Skip(1), (a, b) => b.Baseline - a.Baseline).ToList();
        var tightest = pitches.DefaultIfEmpty(0).Min();
        if (tightest < Overlapping * em || tightest > WidestLeading * em || pitches.TrueForAll(pitch => pitch <= 1.2 * tightest))
        {
            return null;
        }
        var leading = (tightest * 1.1) + (0.08 * em);
        var rows = new List<List<TableLine>> { new([labels[0]]) };
        for (var i = 1; i < labels.Count; i++)
        {
            // Where the distance tells nothing, because letters of different depth were recognised, a small letter may.
            var goesOn = pitches[i - 1] <= leading
                || (pitches[i - 1] < WidestRows * em && char.IsLower(labels[i].Segments[0].Text[0])
                    && !(HasRow(labels[i], columns) && rows[^1].Exists(line => HasRow(line, columns))));
            if (!goesOn)
            {
                rows.Add([]);
            }
            rows[^1].Add(labels[i]);
        }
        foreach (var line in lines.Except(labels))
        {
            var nearest = rows.MinBy(row => Distance(line, row))!;
            if (Distance(line, nearest) > Overlapping * em)
            {
                return null;
            }
            nearest.Add(line);
        }
        return rows.TrueForAll(row => row.Count(line => HasRow(line, columns)) <= 1)
            ? rows.ConvertAll(row => row.OrderBy(line => line.Baseline).ToList())
            : null;
    }

    private static double Distance(TableLine line, List<TableLine> row) =>
        Math.Max(0, Math.Max(row.Min(label => label.Baseline) - line.Baseline, line.Baseline - row.Max(label => label.Baseline)));

    /// <summary>
    /// The distance of lines within a row, if the lines show it: rows stand further apart, and no two figures of a column so close.
    /// </summary>
    private static double Leading(IReadOnlyList<TableLine> lines, Columns columns, double em)
    {
        var pitches = lines.Skip(1).Select((line, i) => line.Baseline - lines[i].Baseline).ToList();
        var tightest = pitches.Where(pitch => pitch > Overlapping * em).DefaultIfEmpty(0).Min();
        var leading = (tightest * 1.1) + (0.08 * em);
        var rowsAreFurther = pitches.Exists(pitch => pitch > 1.2 * tightest);
        var isWithinRows = Enumerable.Range(0, pitches.Count)
            .All(i => pitches[i] > leading || !HasRow(lines[i], columns) || !HasRow(lines[i + 1], columns));
        return rowsAreFurther && isWithinRows && tightest < WidestLeading * em ? leading : 0;
    }

    private static bool HasRow(TableLine line, Columns columns) =>
        line.Segments.Any(segment => segment.IsValue && columns.Range(segment) is var (first, last) && first == last && first > 0
            && columns[first].HoldsFigures);

    private bool GoesOn(int i)
    {
        var (above, line) = (lines[i - 1], lines[i]);
        var pitch = line.Baseline - above.Baseline;
        if (pitch < Overlapping * em || pitch <= _leading)
        {
            return true;
        }
        // Where the distance tells nothing, the words may.
        return pitch < WidestRows * em && (GoesOnBelow(above, line) || (IsLabel(above) && IsLabelCut(above, line)));
    }

    /// <summary>A label that goes on in small letters below its figures.</summary>
    private bool GoesOnBelow(TableLine above, TableLine line) =>
        IsLabel(line) && !IsLabel(above) && char.IsLower(line.Segments[0].Text[0]) && columns.Range(above.Segments[0]).First == 0;

    /// <summary>A label that goes on until the line with its figures.</summary>
    private bool IsLabelCut(TableLine above, TableLine line)
    {
        var (label, next) = (above.Segments[0], line.Segments[0]);
        if (columns.Range(next).First != 0 || next.IsAmount || label.Text[^1] is ':' or '.')
        {
            return false;
        }
        return char.IsLower(next.Text[0]) || BreaksOff().IsMatch(label.Text);
    }

    private bool IsLabel(TableLine line) => line.Segments.Count == 1 && !line.HasAmount && columns.Range(line.Segments[0]).First == 0;

    [GeneratedRegex(
        @"([,–—-]|\b(and|or|of|the|to|in|for|from|with|by|on|at|및|또는))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BreaksOff();
}
