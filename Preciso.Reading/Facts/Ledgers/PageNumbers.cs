using Preciso.Documents;
using Preciso.Reading.Facts.Numbers;

namespace Preciso.Reading.Facts.Ledgers;

/// <summary>A numeric token of a page.</summary>
/// <param name="Cell">The cell in whose area it stands, if it stands in one.</param>
internal sealed record PageNumber(string Printed, Word Word, PlacedCell? Cell)
{
    private const double Readable = 0.3;

    /// <summary>What a person has said of its cell can be read.</summary>
    public bool IsUnreadable => Word.Confidence < Readable && Cell?.Cell.Correction is null;
}

/// <summary>A cell of one of the page's tables; the same cell is the same object.</summary>
internal sealed class PlacedCell(int table, TableCell cell)
{
    public TableCell Cell => cell;

    public FactCell Place { get; } = new(table, cell.Row, cell.Column);

    /// <summary>The tokens of the words in its area, one after another.</summary>
    public List<string> Tokens { get; } = [];

    public bool HasUnreadable { get; set; }
}

/// <summary>The words of a page and the cells that they stand in.</summary>
internal sealed class PageNumbers
{
    private readonly PlaceIndex<PlacedCell> _places;
    private readonly Dictionary<FactCell, PlacedCell> _cells = [];
    private readonly List<PageNumber> _numbers = [];

    public PageNumbers(PageReading page)
    {
        _places = new PlaceIndex<PlacedCell>(page.Height);
        foreach (var table in page.Tables)
        {
            foreach (var cell in table.Cells)
            {
                var placed = new PlacedCell(table.Ordinal, cell);
                _cells.TryAdd(placed.Place, placed);
                _places.Add(cell.Box, placed);
            }
        }

        foreach (var word in page.Lines.SelectMany(line => line.Words))
        {
            Take(word);
        }
    }

    public IReadOnlyList<PageNumber> All => _numbers;

    public IEnumerable<PlacedCell> Cells => _cells.Values;

    public PlacedCell? At(FactCell place) => _cells.GetValueOrDefault(place);

    public PlacedCell? At(Box box) => _places.At(box).FirstOrDefault();

    private void Take(Word word)
    {
        foreach (var token in NumberTokens.Find(word.Text))
        {
            // Where cells overlap, the number is in the one that says it.
            var at = _places.At(word.Box).ToList();
            var number = new PageNumber(
                token, word, at.Find(cell => cell.Cell.AsRead.Contains(token, StringComparison.Ordinal)) ?? at.FirstOrDefault());
            _numbers.Add(number);
            if (number.Cell is { } placed)
            {
                placed.Tokens.Add(token);
                placed.HasUnreadable |= number.IsUnreadable;
            }
        }
    }
}
