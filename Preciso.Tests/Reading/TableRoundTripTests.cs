using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Reading;

/// <summary>Random tables, drawn as PDF or scanned, come back cell by cell.</summary>
public sealed class TableRoundTripTests : IAsyncDisposable
{
    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Every_cell_of_sixty_drawn_tables_comes_back()
    {
        var tables = Enumerable.Range(1, 60).Select(seed => new RandomTable(seed)).ToList();

        var pages = await _world.Read(Draw(tables));

        Assert.Empty(pages.Zip(tables).SelectMany((page, i) => Lost(page.First, page.Second).Select(cell => $"table {i + 1}: {cell}")));
    }

    [Fact]
    public async Task Nearly_every_cell_of_scanned_tables_comes_back()
    {
        var tables = Enumerable.Range(101, 4).Select(seed => new RandomTable(seed)).ToList();
        var lost = new List<string>();

        foreach (var table in tables)
        {
            var page = Assert.Single(await _world.Read(await ReadingWorld.Picture(Draw([table]), "-png", 300)));
            lost.AddRange(Lost(page, table));
        }

        Assert.True(lost.Count <= 0.02 * tables.Sum(table => table.Cells.Count), string.Join('\n', lost));
    }

    private static byte[] Draw(IReadOnlyList<RandomTable> tables)
    {
        var canvas = new PdfCanvas();
        foreach (var table in tables)
        {
            if (table != tables[0])
            {
                canvas.NextPage();
            }
            TableTypesetter.Draw(canvas, table);
        }
        return canvas.ToPdf();
    }

    private static IEnumerable<string> Lost(PageReading page, RandomTable table)
    {
        var read = page.Tables.Count == 1
            ? Grid(page.Tables[0].Cells.Select(cell => (cell.Row, cell.Column, cell.RowSpan, cell.ColumnSpan, cell.Text)))
            : [];
        var drawn = Grid(table.Cells.Select(cell => (cell.Row, cell.Column, cell.RowSpan, cell.ColumnSpan, cell.Text)));
        return drawn.Where(cell => read.GetValueOrDefault(cell.Key) != cell.Value)
            .Select(cell =>
                $"{cell.Key} '{cell.Value}' read as '{read.GetValueOrDefault(cell.Key)}' ({page.Tables.Count} tables, {table.Columns} "
                + $"columns)")
            .Concat(read.Keys.Except(drawn.Keys).Select(key => $"{key} made up: '{read[key]}'"));
    }

    private static Dictionary<(int Row, int Column), string> Grid(
        IEnumerable<(int Row, int Column, int RowSpan, int ColumnSpan, string Text)> cells) => cells
        .SelectMany(
            cell => Enumerable.Range(cell.Row, cell.RowSpan)
                .SelectMany(row => Enumerable.Range(cell.Column, cell.ColumnSpan).Select(column => (Key: (row, column), cell.Text))))
        .GroupBy(cell => cell.Key)
        .ToDictionary(place => place.Key, place => place.First().Text);
}
