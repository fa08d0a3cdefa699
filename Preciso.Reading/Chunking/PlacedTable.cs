using Preciso.Documents;
using Preciso.Reading.Facts.Ledgers;

namespace Preciso.Reading.Chunking;

/// <summary>A table with its cells by their places.</summary>
internal sealed class PlacedTable
{
    /// <summary>Heads that are longer cannot stand over a passage.</summary>
    private const int LongestHeads = 240;

    private const double Blur = 4;

    private readonly PageTable _table;
    private readonly PlaceIndex<TableCell> _places;
    private readonly int _body;
    private readonly PlacedTable? _above;

    private PlacedTable(PageTable table, double height, PlacedTable? above)
    {
        (_table, _above, _places) = (table, above, new PlaceIndex<TableCell>(height));
        foreach (var cell in table.Cells)
        {
            _places.Add(cell.Box, cell);
        }

        _body = table.Cells.Any(cell => cell is { IsHeader: true, Column: > 0 })
            ? table.Cells.Where(cell => cell is { IsHeader: false, Column: > 0 }).Select(cell => cell.Row).DefaultIfEmpty(0).Min()
            : 0;
    }

    /// <param name="last">The table before it, which it may go on.</param>
    public static PlacedTable From(PageTable table, double height, PlacedTable? last) =>
        new(table, height, table.Continues && last?._table.Columns == table.Columns ? last._body > 0 ? last : last._above : null);

    public bool Holds(PageRow row) =>
        row.Box.X0 >= _table.Box.X0 - Blur && row.Box.X1 <= _table.Box.X1 + Blur
        && row.Box.Y0 + row.Box.Y1 >= 2 * _table.Box.Y0 && row.Box.Y0 + row.Box.Y1 <= 2 * _table.Box.Y1;

    public IEnumerable<PageRow> Divide(List<PageRow> rows, ReadingMethod method) =>
        method == ReadingMethod.Structure && IsTooWide(rows) ? Strips(rows) : rows.Select(row => row with { Over = Over(row, _ => true) });

    private bool IsTooWide(List<PageRow> rows) => _table.Columns > 2
        && (rows.Exists(row => row.Text.Length >= Chunker.MaxLength) || Heads(_ => true).Sum(head => head.Length + 1) > LongestHeads);

    /// <summary>From left to right; the labels at the left are repeated in each.</summary>
    private IEnumerable<PageRow> Strips(List<PageRow> rows)
    {
        var cells = rows.ConvertAll(row => row.Words.Select(word => (Word: word, Column: Cell(word)?.Column ?? 0)).ToList());
        var labels = Labels();
        foreach (var (first, last) in Ranges(labels))
        {
            var begins = true;
            foreach (var (row, words) in rows.Zip(cells))
            {
                var own = words.Where(word => word.Column >= first && word.Column <= last).ToList();
                if (own.Count > 0)
                {
                    var label = words.Where(word => word.Column < labels && word.Column < first);
                    yield return new PageRow([.. label.Concat(own).Select(word => word.Word)], row.Region, begins)
                    {
                        BeginsStrip = begins,
                        Over = Over(row, column => column < labels || (column >= first && column <= last)),
                    };
                    begins = false;
                }
            }
        }
    }

    /// <summary>How many columns at the left are labels.</summary>
    private int Labels()
    {
        var figures = _table.Cells
            .Where(cell => cell.Row >= _body && !cell.IsHeader && cell.Text.Any(char.IsDigit) && !cell.Text.Any(char.IsLetter))
            .Select(cell => cell.Column).DefaultIfEmpty(1).Min();
        return Math.Clamp(figures, 1, 3);
    }

    private IEnumerable<(int First, int Last)> Ranges(int labels)
    {
        var widths = _table.Cells.Where(cell => cell.Column >= labels).GroupBy(cell => cell.Column)
            .ToDictionary(column => column.Key, column => 1 + column.Max(cell => cell.Text.Length / Math.Max(1, cell.ColumnSpan)));
        var (first, filled) = (0, 0);
        for (var column = labels; column < _table.Columns; column++)
        {
            var width = widths.GetValueOrDefault(column);
            if (filled > 0 && filled + width > LongestHeads)
            {
                yield return (first, column - 1);
                (first, filled) = (column, 0);
            }

            filled += width;
        }

        yield return (first, _table.Columns - 1);
    }

    /// <summary>What stands over a row of the body; null over a head.</summary>
    private IReadOnlyList<string>? Over(PageRow row, Func<int, bool> columns)
    {
        var top = row.Words.Select(Cell).OfType<TableCell>().Select(cell => cell.Row).DefaultIfEmpty(-1).Min();
        return top < _body ? null
            : [.. new[] { _table.Title ?? _above?._table.Title, _table.Unit ?? _above?._table.Unit }.OfType<string>(), .. Heads(columns)];
    }

    /// <summary>One text for each row of heads.</summary>
    private IEnumerable<string> Heads(Func<int, bool> columns) => _body == 0
        ? _above?.Heads(columns) ?? []
        : _table.Cells.Where(cell => cell.Row < _body && cell.Text.Length > 0 && columns(cell.Column)).GroupBy(cell => cell.Row)
            .OrderBy(row => row.Key).Where(row => row.Any(cell => cell.Column > 0))
            .Select(row => string.Join(' ', row.OrderBy(cell => cell.Column).Select(cell => cell.Text)));

    private TableCell? Cell(Word word) => _places.At(word.Box).FirstOrDefault();
}
