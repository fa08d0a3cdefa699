using Preciso.Documents;
using Preciso.Reading.Ocr;

namespace Preciso.Reading.Tables;

/// <summary>Lines that are drawn across and down and meet: the places between them are cells of a table, whatever stands there.</summary>
internal sealed class RuledGrid
{
    /// <summary>In points: ends of lines that nearly meet do.</summary>
    private const double Near = 3;

    /// <summary>A side of a cell is there if so much of it is drawn.</summary>
    private const double Drawn = 0.7;
    private const int MostLines = 400;

    private readonly double[] _xs;
    private readonly double[] _ys;
    private readonly List<Box> _across;
    private readonly List<Box> _down;

    private RuledGrid(List<Box> across, List<Box> down)
    {
        (_across, _down) = (across, down);
        _xs = Places(down.Select(line => line.X0));
        _ys = Places(across.Select(line => line.Y0));
    }

    public int Rows => _ys.Length - 1;

    public int Columns => _xs.Length - 1;

    public Box Box => new(_xs[0], _ys[0], _xs[^1], _ys[^1]);

    /// <summary>At least two rows and two columns each.</summary>
    public static IEnumerable<RuledGrid> Find(Rulings rulings)
    {
        var across = Merge(rulings.Horizontal);
        var down = Merge(rulings.Vertical.Select(line => line.Transpose())).ConvertAll(line => line.Transpose());
        if (across.Count < 3 || down.Count < 2 || across.Count + down.Count > MostLines)
        {
            yield break;
        }
        var left = new List<Box>(across);
        while (left.Count > 0)
        {
            var (lines, columns) = Connected(left, down);
            left.RemoveAll(lines.Contains);
            if (lines.Count >= 3 && columns.Count >= 3 && new RuledGrid(lines, columns) is { Rows: >= 2, Columns: >= 2 } grid)
            {
                yield return grid;
            }
        }
    }

    /// <summary>Each cell with its place; cells between which no line is drawn are one.</summary>
    public List<(int Row, int Column, int RowSpan, int ColumnSpan)> Cells()
    {
        var taken = new bool[Rows, Columns];
        var cells = new List<(int, int, int, int)>();
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                if (taken[row, column])
                {
                    continue;
                }
                var (right, bottom) = (column, row);
                while (right + 1 < Columns && !taken[row, right + 1] && !HasSide(_down, _xs[right + 1], row))
                {
                    right++;
                }
                while (bottom + 1 < Rows && Enumerable.Range(column, right - column + 1).All(x => !HasFloor(_ys[bottom + 1], x)))
                {
                    bottom++;
                }
                for (var y = row; y <= bottom; y++)
                {
                    for (var x = column; x <= right; x++)
                    {
                        taken[y, x] = true;
                    }
                }
                cells.Add((row, column, bottom - row + 1, right - column + 1));
            }
        }
        return cells;
    }

    /// <summary>The row and column in which a point lies; -1 where it is outside.</summary>
    public (int Row, int Column) At(double x, double y) => (Slot(_ys, y), Slot(_xs, x));

    private static int Slot(double[] places, double at) =>
        at < places[0] || at > places[^1] ? -1 : Math.Min(places.Length - 2, Array.FindLastIndex(places, place => place <= at));

    private bool HasSide(List<Box> lines, double x, int row) => Share(
        lines.Where(line => Math.Abs(line.X0 - x) <= Near).Select(line => (line.Y0, line.Y1)), _ys[row], _ys[row + 1]) >= Drawn;

    private bool HasFloor(double y, int column) => Share(
        _across.Where(line => Math.Abs(line.Y0 - y) <= Near).Select(line => (line.X0, line.X1)), _xs[column], _xs[column + 1]) >= Drawn;

    private static double Share(IEnumerable<(double From, double To)> parts, double from, double to) =>
        parts.Sum(part => Math.Max(0, Math.Min(part.To, to) - Math.Max(part.From, from))) / Math.Max(0.1, to - from);

    /// <summary>Lines that meet the first one, and those that meet these, and so on.</summary>
    private static (List<Box> Across, List<Box> Down) Connected(List<Box> across, List<Box> down)
    {
        var (lines, columns) = (new List<Box> { across[0] }, new List<Box>());
        for (var grown = true; grown;)
        {
            var before = lines.Count + columns.Count;
            columns = down.FindAll(column => lines.Exists(line => Meet(line, column)));
            lines = across.FindAll(line => line == across[0] || columns.Exists(column => Meet(line, column)));
            grown = lines.Count + columns.Count > before;
        }
        return (lines, columns);
    }

    private static bool Meet(Box across, Box down) =>
        down.X0 >= across.X0 - Near && down.X0 <= across.X1 + Near && across.Y0 >= down.Y0 - Near && across.Y0 <= down.Y1 + Near;

    /// <summary>Pieces of one line, the edge of one cell and the next, are one line.</summary>
    private static List<Box> Merge(IEnumerable<Box> lines)
    {
        var merged = new List<Box>();
        foreach (var line in lines.Select(line => line with { Y0 = (line.Y0 + line.Y1) / 2, Y1 = (line.Y0 + line.Y1) / 2 })
            .OrderBy(line => Math.Round(line.Y0 / Near)).ThenBy(line => line.X0))
        {
            if (merged.Count > 0 && Math.Abs(merged[^1].Y0 - line.Y0) <= Near && line.X0 <= merged[^1].X1 + Near)
            {
                merged[^1] = merged[^1] with { X1 = Math.Max(merged[^1].X1, line.X1) };
            }
            else
            {
                merged.Add(line);
            }
        }
        return merged;
    }

    private static double[] Places(IEnumerable<double> places)
    {
        var apart = new List<double>();
        foreach (var place in places.Order())
        {
            if (apart.Count == 0 || place - apart[^1] > Near)
            {
                apart.Add(place);
            }
        }
        return [.. apart];
    }
}
