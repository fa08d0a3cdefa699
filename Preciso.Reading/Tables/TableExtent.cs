using Preciso.Reading.Chunking;

namespace Preciso.Reading.Tables;

/// <summary>From where to where a table goes: which lines above its rows are heads, and which below still belong to the last row.</summary>
internal sealed class TableExtent(IReadOnlyList<TableLine> lines, TableLines runs, LineRun run, Columns columns, double em)
{
    private const int MostHeadLines = 6;
    private const int MostLabels = 3;

    /// <summary>
    /// Heads above the first line of cells: what stands over columns and not where labels begin, or over several columns.
    /// </summary>
    public int FirstHead()
    {
        var first = run.First;
        while (first < run.Last && Captions.IsCaption(lines[first]))
        {
            first++;
        }
        if (first > run.First)
        {
            return first; // above a table's own title there are no heads of it
        }
        if (lines[first].HasAmount)
        {
            first = AboveLabels(first);
        }
        while (first > 0 && run.First - first < MostHeadLines && runs.Follows(first - 1, first))
        {
            var above = IsHead(lines[first - 1], lines[first]) ? 1 : IsBesideHeads(first - 1) ? 2 : 0;
            if (above == 0)
            {
                break;
            }
            first -= above;
        }
        return first;
    }

    /// <summary>The head of the labels, halfway down the others.</summary>
    private bool IsBesideHeads(int line) =>
        line > 0 && lines[line].Segments.Count == 1 && !lines[line].IsProse && runs.Follows(line - 1, line)
        && lines[line].Box.Y0 - lines[line - 1].Box.Y1 < 1.2 * em && IsHead(lines[line - 1], lines[line]);

    /// <summary>Labels such as "Current assets" may stand between the heads and the first row.</summary>
    private int AboveLabels(int row)
    {
        for (var i = row - 1; i >= 0 && row - i <= MostLabels + 1 && runs.Follows(i, i + 1) && !lines[i].IsProse; i--)
        {
            if (lines[i].IsHeadLike && IsHead(lines[i], lines[i + 1]))
            {
                return i;
            }
        }
        return row;
    }

    private bool IsHead(TableLine line, TableLine below)
    {
        var white = below.Box.Y0 - line.Box.Y1;
        if (line.HasAmount || line.IsProse || line.IsListItem || Captions.IsCaption(line) || white > 1.6 * em || !Within(line))
        {
            return false;
        }
        var ranges = line.Segments.Select(columns.Range).ToList();
        return ranges.Count > 1
            ? ranges.Distinct().Count() == ranges.Count
            : ranges[0].First > 0;
    }

    private bool Within(TableLine line) =>
        line.Box.X0 > columns[0].X0 - (3 * em) && line.Box.X1 < columns[^1].X1 + (6 * em);

    /// <summary>The heads end with the last line above all figures that says something outside the labels' column.</summary>
    public int FirstRow(int begin)
    {
        var figures = Enumerable.Range(begin, run.Last - begin + 1).FirstOrDefault(i => lines[i].HasAmount || HasDash(lines[i]), -1);
        if (figures < 0)
        {
            return begin + 1;
        }
        while (figures > begin && lines[figures - 1].Segments is [var label] && columns.Range(label).First == 0)
        {
            figures--;
        }
        return figures
            + Enumerable.Range(figures, run.Last - figures)
                .TakeWhile(i => figures > begin && TitlePrint.IsUnit(lines[i].Text) && !lines[i].HasAmount).Count();
    }

    private static bool HasDash(TableLine line) =>
        line.Segments.Count > 1 && line.Segments.Skip(1).All(segment => segment.IsValue && !segment.IsPeriod);

    /// <summary>A text that goes on below the last line of cells.</summary>
    public int LastLine()
    {
        var last = run.Last;
        while (last + 1 < lines.Count && runs.Follows(last, last + 1) && GoesOn(lines[last], lines[last + 1]))
        {
            last++;
        }
        return last;
    }

    private bool GoesOn(TableLine last, TableLine next)
    {
        if (next.HasAmount || next.IsListItem || !Within(next) || next.Baseline - last.Baseline > 1.6 * em)
        {
            return false;
        }
        var fits = next.Segments.All(
            segment => columns.Range(segment) is var (from, to) && from == to && segment.Box.X1 < columns[to].X1 + em);
        return fits && (char.IsLower(next.Text[0]) || IsCloserThanRows(next.Baseline - last.Baseline));
    }

    private bool IsCloserThanRows(double pitch)
    {
        var rows = lines.Skip(run.First).Take(run.Last - run.First + 1).Where(line => line.HasAmount).ToList();
        var closest = rows.Zip(rows.Skip(1), (a, b) => b.Baseline - a.Baseline).DefaultIfEmpty(0).Min();
        return pitch < 0.85 * closest;
    }
}
