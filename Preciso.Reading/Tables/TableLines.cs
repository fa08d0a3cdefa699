namespace Preciso.Reading.Tables;

/// <summary>From which line of a page to which a table may go; the last is within.</summary>
internal readonly record struct LineRun(int First, int Last);

/// <summary>Finds lines of cells that follow each other and may be a table.</summary>
internal sealed class TableLines(IReadOnlyList<TableLine> lines)
{
    /// <summary>More white between two lines parts tables, in letter sizes.</summary>
    private const double MostWhite = 3;

    /// <summary>Labels without figures between two rows.</summary>
    private const int MostLabels = 8;

    public IEnumerable<LineRun> Runs()
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (!lines[i].IsTabular)
            {
                continue;
            }
            var run = new LineRun(i, LastOf(i));
            foreach (var part in Split(run))
            {
                yield return part;
            }
            i = run.Last;
        }
    }

    public bool Follows(int above, int line) =>
        lines[above].Region == lines[line].Region && lines[line].Box.Y0 - lines[above].Box.Y1 < MostWhite * lines[line].Em;

    private int LastOf(int first)
    {
        var last = first;
        for (var i = first + 1; i < lines.Count && i - last <= MostLabels && Follows(i - 1, i); i++)
        {
            if (lines[i].IsTabular)
            {
                last = i;
            }
            else if (lines[i].IsProse && !StandsBesideFigures(i))
            {
                break;
            }
        }
        return last;
    }

    /// <summary>A long label ends before the figures of the row to which it belongs.</summary>
    private bool StandsBesideFigures(int line)
    {
        var row = Enumerable.Range(line + 1, Math.Min(MostLabels, lines.Count - line - 1)).FirstOrDefault(i => lines[i].IsTabular, -1);
        return row >= 0
            && lines[line].Box.X1 < lines[row].Segments.Skip(1).Where(segment => segment.IsValue).Select(segment => segment.Box.X0)
                .DefaultIfEmpty(0).Min();
    }

    /// <summary>Heads below rows with figures, set off by white, begin a table of their own.</summary>
    private IEnumerable<LineRun> Split(LineRun run)
    {
        var usual = UsualPitch(run);
        var first = run.First;
        var lastRow = -1;
        for (var i = run.First; i <= run.Last; i++)
        {
            if (lines[i].HasAmount)
            {
                lastRow = i;
            }
            else if (lastRow >= first && lines[i].IsHeadLike && WhiteBetween(lastRow, i, usual) is { } begin)
            {
                yield return new LineRun(first, lastRow);
                (first, lastRow) = (begin, -1);
            }
        }
        yield return new LineRun(first, run.Last);
    }

    /// <summary>The line above which the white stands.</summary>
    private int? WhiteBetween(int row, int head, double usual)
    {
        for (var i = head; i > row; i--)
        {
            if (lines[i].Baseline - lines[i - 1].Baseline > 1.5 * usual)
            {
                return i;
            }
        }
        return null;
    }

    private double UsualPitch(LineRun run)
    {
        var pitches =
            Enumerable.Range(run.First, run.Last - run.First).Select(i => lines[i + 1].Baseline - lines[i].Baseline).Order().ToList();
        return pitches.Count == 0 ? 0 : pitches[pitches.Count / 2];
    }
}
