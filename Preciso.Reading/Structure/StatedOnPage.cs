using Preciso.Documents;

namespace Preciso.Reading.Structure;

/// <summary>Gathers the facts that the words of one page state, with the boxes of those words.</summary>
internal sealed class StatedOnPage
{
    private readonly List<Fact> _facts = [];
    private readonly Dictionary<Fact, (Box Box, string Line)> _places = new(ReferenceEqualityComparer.Instance);
    private int _ordinal;

    public void Add(TextLine line, IReadOnlyList<Fact> stated, Box box)
    {
        foreach (var fact in stated)
        {
            if (_places.TryGetValue(fact, out var place))
            {
                _places[fact] = (place.Box.Union(box), place.Line);
            }
            else
            {
                _facts.Add(fact);
                _places.Add(fact, (box, line.Text));
            }
        }
    }

    public IReadOnlyList<Fact> EndPage(int page, IReadOnlyList<PageTable> tables)
    {
        Fact[] placed = [.. _facts.Select(fact => Place(fact, page, tables))];
        _facts.Clear();
        _places.Clear();
        return placed;
    }

    private Fact Place(Fact fact, int page, IReadOnlyList<PageTable> tables)
    {
        var (box, line) = _places[fact];
        var (table, cell) = tables.SelectMany(table => table.Cells.Select(cell => (table, cell)))
            .FirstOrDefault(pair => Holds(pair.cell.Box, box));
        var head = cell is null ? null : LabelOf(cell, table);
        return fact with
        {
            Page = page,
            Ordinal = _ordinal++,
            Box = box,
            Snippet = line,
            Metric = head is null || head.Text == fact.Metric ? fact.Metric : $"{head.Text} ({fact.Metric})",
            Cell = cell is null ? null : new FactCell(table.Ordinal, cell.Row, cell.Column),
        };
    }

    /// <summary>A row of dashes alone has no head that could be told from its figures: its first words are its label.</summary>
    private static TableCell? LabelOf(TableCell cell, PageTable table)
    {
        var before = table.Cells.Where(other => other.Row == cell.Row && other.Column < cell.Column).ToList();
        return before.Find(other => other.IsHeader) ?? before.Find(other => other.Text.Any(char.IsLetter));
    }

    private static bool Holds(Box outer, Box inner)
    {
        var (x, y) = ((inner.X0 + inner.X1) / 2, (inner.Y0 + inner.Y1) / 2);
        return outer.X0 <= x && x <= outer.X1 && outer.Y0 <= y && y <= outer.Y1;
    }
}
