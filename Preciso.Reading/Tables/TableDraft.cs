using Preciso.Documents;
using Preciso.Reading.Ocr;

namespace Preciso.Reading.Tables;

/// <summary>Makes a table of a run of lines, or finds that it is none.</summary>
internal sealed class TableDraft
{
    /// <summary>No page has room for more; the time that heads take grows with it.</summary>
    private const int MostColumns = 64;
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
        _columns = Columns.Find(rows.Count > 0 ? [.. all.SkipWhile(line => !line.HasAmount)] : all, _em);
    }

    /// <summary>The table and the lines that it takes, without its place on the page; null if the lines are something else.</summary>
    public static (PageTable Table, LineRun Lines)? Make(IReadOnlyList<TableLine> lines, TableLines runs, LineRun run, Rulings rulings)
    {
        var draft = new TableDraft(lines, runs, run, rulings);
        return draft._columns.Count is < 2 or > MostColumns || draft.IsContents() ? null : draft.Make();
    }

    private (PageTable, LineRun)? Make()
    {
        var extent = new TableExtent(_lines, _runs, _run, _columns, _em);
        var begin = extent.FirstHead();
        var rowsFrom = extent.FirstRow(begin);
        var end = extent.LastLine();
        AddEmptyColumns(rowsFrom);
        if (_columns.Count > MostColumns)
        {
            return null;
        }
        var heads = Heads.Find(Slice(new LineRun(begin, rowsFrom - 1)), _columns, _em);
        var rows = WrappedRows.Join(Slice(new LineRun(rowsFrom, end)), _columns, _rulings.Horizontal, _em);
        var cells = heads.ToCells().Concat(rows.SelectMany((row, i) => Cells.OfRow(heads.Rows + i, row, _columns)))
            .OrderBy(cell => cell.Row).ThenBy(cell => cell.Column).ToList();
        if (Confidence(rows, cells) is not { } confidence)
        {
            return null;
        }
        cells = SpanningLabels.Spread(cells, heads.Rows, heads.Rows + rows.Count, _columns, _rulings);
        var table = new PageTable(
            0, Box.Around(cells.Select(cell => cell.Box)), heads.Rows + rows.Count, _columns.Count, cells, confidence);
        return (table, new LineRun(begin, end));
    }

    private List<TableLine> Slice(LineRun run) => [.. _lines.Skip(run.First).Take(run.Last - run.First + 1)];

    private void AddEmptyColumns(int rowsFrom)
    {
        if (rowsFrom == 0 || rowsFrom > _run.Last)
        {
            return;
        }
        foreach (var head in _lines[rowsFrom - 1].Segments.Where(
            head => !_columns.All.Any(column => head.Overlap(column.X0 - _em, column.X1 + _em) > 0)))
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
