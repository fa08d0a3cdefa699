using Preciso.Documents;
using Preciso.Grains.Documents.Chunking;
using Preciso.Grains.Documents.Reading.Ocr;

namespace Preciso.Grains.Documents.Reading.Tables;

/// <summary>Makes a table of a run of lines, or finds that it is none.</summary>
internal sealed class TableDraft
{
    private const int MostHeadLines = 6;
    private const int MostLabels = 3;
    private const double LeastAligned = 0.7;
    private const double LeastFilled = 0.3;
    private const double MostWordsInCell = 7;

    private readonly IReadOnlyList<TableLine> _lines;
    private readonly TableLines _runs;
    private readonly LineRun _run;
    private readonly Rulings _rulings;
    private readonly double _em;
    private readonly Columns _columns;

    private TableDraft(IReadOnlyList<TableLine> lines, TableLines runs, LineRun run, Rulings rulings)
    {
        (_lines, _runs, _run, _rulings) = (lines, runs, run, rulings);
        var all = Slice(run);
        _em = all.Select(line => line.Em).Order().ElementAt(all.Count / 2);
        var rows = all.Where(line => line.HasAmount).ToList();
        _columns = Columns.Of(rows.Count > 0 ? [.. all.SkipWhile(line => !line.HasAmount)] : all, _em);
    }

    /// <summary>The table and the lines that it takes, without its place on the page; null if the lines are something else.</summary>
    public static (PageTable Table, LineRun Lines)? Make(IReadOnlyList<TableLine> lines, TableLines runs, LineRun run, Rulings rulings)
    {
        var draft = new TableDraft(lines, runs, run, rulings);
        return draft._columns.Count < 2 || draft.IsContents() ? null : draft.Make();
    }

    private (PageTable, LineRun)? Make()
    {
        var begin = FirstHead();
        var rowsFrom = FirstRow(begin);
        var end = LastLine();
        AddEmptyColumns(rowsFrom);
        var heads = Heads.Of(Slice(new LineRun(begin, rowsFrom - 1)), _columns, _em);
        var rows = WrappedRows.Of(Slice(new LineRun(rowsFrom, end)), _columns, _rulings.Horizontal, _em);
        var cells = heads.ToCells().Concat(rows.SelectMany((row, i) => Cells.OfRow(heads.Rows + i, row, _columns)))
            .OrderBy(cell => cell.Row).ThenBy(cell => cell.Column).ToList();
        if (Confidence(rows, cells) is not { } confidence)
        {
            return null;
        }
        var table = new PageTable(0, Box.Around(cells.Select(cell => cell.Box)), heads.Rows + rows.Count, _columns.Count, cells, confidence);
        return (table, new LineRun(begin, end));
    }

    private List<TableLine> Slice(LineRun run) => [.. _lines.Skip(run.First).Take(run.Last - run.First + 1)];

    /// <summary>Heads above the first line of cells: what stands over columns and not where labels begin, or over several columns.</summary>
    private int FirstHead()
    {
        var first = _run.First;
        if (_lines[first].HasAmount)
        {
            first = AboveLabels(first);
        }
        while (first > 0 && _run.First - first < MostHeadLines && _runs.Follows(first - 1, first))
        {
            var above = IsHead(_lines[first - 1], _lines[first]) ? 1 : IsBesideHeads(first - 1) ? 2 : 0;
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
        line > 0 && _lines[line].Segments.Count == 1 && !_lines[line].IsProse && _runs.Follows(line - 1, line)
        && _lines[line].Box.Y0 - _lines[line - 1].Box.Y1 < 1.2 * _em && IsHead(_lines[line - 1], _lines[line]);

    /// <summary>Labels such as "Current assets" may stand between the heads and the first row.</summary>
    private int AboveLabels(int row)
    {
        for (var i = row - 1; i >= 0 && row - i <= MostLabels + 1 && _runs.Follows(i, i + 1) && !_lines[i].IsProse; i--)
        {
            if (_lines[i].IsHeadLike && IsHead(_lines[i], _lines[i + 1]))
            {
                return i;
            }
        }
        return row;
    }

    private bool IsHead(TableLine line, TableLine below)
    {
        var white = below.Box.Y0 - line.Box.Y1;
        if (line.HasAmount || line.IsProse || line.IsListItem || white > 1.6 * _em || !Within(line))
        {
            return false;
        }
        var ranges = line.Segments.Select(_columns.Range).ToList();
        return ranges.Count > 1
            ? ranges.Distinct().Count() == ranges.Count
            : ranges[0].First > 0;
    }

    private bool Within(TableLine line) =>
        line.Box.X0 > _columns[0].X0 - (3 * _em) && line.Box.X1 < _columns[^1].X1 + (6 * _em);

    /// <summary>The heads end with the last line above all figures that says something outside the labels' column.</summary>
    private int FirstRow(int begin)
    {
        var figures = Enumerable.Range(begin, _run.Last - begin + 1).FirstOrDefault(i => _lines[i].HasAmount || HasDash(_lines[i]), -1);
        if (figures < 0)
        {
            return begin + 1;
        }
        while (figures > begin && _lines[figures - 1].Segments is [var label] && _columns.Range(label).First == 0)
        {
            figures--;
        }
        return figures + Enumerable.Range(figures, _run.Last - figures).TakeWhile(i => figures > begin && TitlePrint.IsUnit(_lines[i].Text) && !_lines[i].HasAmount).Count();
    }

    private static bool HasDash(TableLine line) => line.Segments.Count > 1 && line.Segments.Skip(1).All(segment => segment.IsValue && !segment.IsPeriod);

    /// <summary>A text that goes on below the last line of cells.</summary>
    private int LastLine()
    {
        var last = _run.Last;
        while (last + 1 < _lines.Count && _runs.Follows(last, last + 1) && GoesOn(_lines[last], _lines[last + 1]))
        {
            last++;
        }
        return last;
    }

    private bool GoesOn(TableLine last, TableLine next)
    {
        if (next.HasAmount || next.IsListItem || !Within(next) || next.Baseline - last.Baseline > 1.6 * _em)
        {
            return false;
        }
        var fits = next.Segments.All(segment => _columns.Range(segment) is var (from, to) && from == to && segment.Box.X1 < _columns[to].X1 + _em);
        return fits && (char.IsLower(next.Text[0]) || IsCloserThanRows(next.Baseline - last.Baseline));
    }

    private bool IsCloserThanRows(double pitch)
    {
        var rows = Slice(_run).Where(line => line.HasAmount).ToList();
        var closest = rows.Zip(rows.Skip(1), (a, b) => b.Baseline - a.Baseline).DefaultIfEmpty(0).Min();
        return pitch < 0.85 * closest;
    }

    private void AddEmptyColumns(int rowsFrom)
    {
        if (rowsFrom == 0 || rowsFrom > _run.Last)
        {
            return;
        }
        foreach (var head in _lines[rowsFrom - 1].Segments.Where(head => !_columns.All.Any(column => head.Overlap(column.X0 - _em, column.X1 + _em) > 0)))
        {
            _columns.AddEmpty(head);
        }
    }

    /// <summary>How much the rows are a grid; null if they are too little of one.</summary>
    private double? Confidence(List<List<TableLine>> rows, List<TableCell> cells)
    {
        var figures = _columns.All.Where(column => column.HoldsFigures).ToList();
        var amounts = rows.Count(row => row.Exists(line => line.HasAmount));
        var aligned = _columns.All.Average(column => column.Alignment(_em));
        var filled = cells.Count / (double)(cells.Select(cell => cell.Row).Distinct().Count() * _columns.Count);
        var texts = cells.Where(cell => !cell.IsHeader && cell.Column > 0).Select(cell => cell.Text.Count(c => c == ' ') + 1);
        var isGrid = figures.Count > 0
            ? amounts >= 2 || (amounts == 1 && rows.Count >= 2 && _columns.Count >= 3)
            : _columns.Count >= 3 && rows.Count >= 3 && aligned > 0.85;
        return isGrid && aligned >= LeastAligned && filled >= LeastFilled && texts.DefaultIfEmpty(0).Average() < MostWordsInCell
            ? Math.Round(Math.Min(1, 0.2 + (0.5 * aligned) + (0.3 * Math.Min(1, filled * 1.25))), 4)
            : null;
    }

    /// <summary>A table of contents: nothing but titles and the rising numbers of their pages.</summary>
    private bool IsContents()
    {
        var rows = Slice(_run).Where(line => line.Segments.Count > 1).ToList();
        var numbers = rows.Select(line => line.Segments[^1].Text).Where(text => text.All(char.IsAsciiDigit) && text.Length <= 4)
            .Select(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        return numbers.Count >= 4 && numbers.Count > 0.8 * rows.Count && numbers.Zip(numbers.Skip(1)).All(pair => pair.First <= pair.Second)
            && rows.Average(line => line.Segments.Count(segment => segment.IsAmount)) < 1.3;
    }
}
