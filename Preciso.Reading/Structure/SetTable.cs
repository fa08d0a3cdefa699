using Preciso.Documents;
using Preciso.Reading.PlainText;

namespace Preciso.Reading.Structure;

/// <summary>
/// A table on our paper: its columns' places and the size of its letters. A wide table is set smaller and then on wider paper,
/// so that a row stays a row.
/// </summary>
internal sealed class SetTable
{
    /// <summary>So many rows decide how wide the columns are: a sheet may be endless.</summary>
    private const int Sample = 500;

    private const double SmallestSize = 6;
    private const double Gap = 1;

    /// <summary>Text of a cell is wrapped from so many ems on; the narrower ones are for tables that would be too wide.</summary>
    private static readonly double[] Widest = [36, 20, 12];

    private readonly List<double> _lefts = [Paper.Margin];
    private readonly double _size;

    private SetTable(List<IReadOnlyList<SourceCell>> sample, TableTitle title)
    {
        var widths = Widest.Select(widest => ColumnWidths(sample, widest)).ToList();
        var ems = widths.Find(fits => fits.Sum() * SmallestSize <= Paper.Column) ?? widths[^1];
        _size = Math.Clamp(Paper.Column / Math.Max(1, ems.Sum()), SmallestSize, Paper.FontSize);
        foreach (var width in ems)
        {
            _lefts.Add(_lefts[^1] + (width * _size));
        }
        Title = title;
    }

    public TableTitle Title { get; set; }

    /// <summary>Whether a page already has a part of it.</summary>
    public bool HasBegun { get; set; }

    /// <summary>One passage a row.</summary>
    public static IEnumerable<Passage> Rows(IEnumerable<IReadOnlyList<SourceCell>> rows, string? title = null)
    {
        using var each = rows.GetEnumerator();
        var sample = new List<IReadOnlyList<SourceCell>>();
        while (sample.Count < Sample && each.MoveNext())
        {
            sample.Add(each.Current);
        }
        var heads = TableHeads.Find(sample);
        var table = new SetTable(sample, TableTitle.Find(sample, title));
        for (var row = 0; row < sample.Count; row++)
        {
            yield return table.Row(heads.Mark(sample[row], row));
        }
        for (var row = sample.Count; each.MoveNext(); row++)
        {
            yield return table.Row(heads.Mark(each.Current, row));
        }
    }

    public double Left(int column) =>
        column < _lefts.Count ? _lefts[column] : _lefts[^1] + ((column - _lefts.Count + 1) * Widest[^1] * _size);

    private Passage Row(IReadOnlyList<SourceCell> cells)
    {
        var lines = new List<List<SetWord>> { new() };
        foreach (var cell in cells)
        {
            var left = Left(cell.Column);
            var width = Left(cell.Column + cell.ColumnSpan) - left - (Gap * _size);
            var depth = 0;
            foreach (var line in Typesetter.Wrap(cell.Text, _size, left + (Gap * _size / 2), width, cutsWords: false))
            {
                if (depth == lines.Count)
                {
                    lines.Add([]);
                }
                lines[depth++].AddRange(line.Words);
            }
        }
        return new Passage([.. lines.Select(words => new SetLine(words, _size))], Kind: BlockKind.Table)
        {
            Row = new SetRow(this, cells),
            Dropped = [.. cells.Select(cell => cell.Dropped).OfType<string>()],
        };
    }

    private static List<double> ColumnWidths(List<IReadOnlyList<SourceCell>> rows, double widest)
    {
        var widths = new List<double>();
        foreach (var cell in rows.SelectMany(row => row).OrderBy(cell => cell.ColumnSpan))
        {
            var end = cell.Column + cell.ColumnSpan;
            widths.AddRange(Enumerable.Repeat(2 * Gap, Math.Max(0, end - widths.Count)));
            var wanted = Typesetter.WidthOf(cell.Text.Text) <= widest
                ? Typesetter.WidthOf(cell.Text.Text)
                : Math.Max(widest, LongestWord(cell.Text.Text));
            widths[end - 1] += Math.Max(0, wanted + Gap - widths.Skip(cell.Column).Take(cell.ColumnSpan).Sum());
        }
        return widths;
    }

    private static double LongestWord(string text) => Math.Min(Paper.Column / Paper.FontSize, text.Split(' ').Max(Typesetter.WidthOf));
}
