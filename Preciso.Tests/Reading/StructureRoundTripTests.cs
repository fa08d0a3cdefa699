using System.Net;
using System.Text;
using Preciso.Reading.Sheets;

namespace Preciso.Tests.Reading;

/// <summary>Random tables, written in each format, come back cell by cell.</summary>
public sealed class StructureRoundTripTests : IAsyncDisposable
{
    private static readonly string[] Texts =
        ["매출액", "Operating income", "(1,234)", "△56,789", "12.5%", "영업이익 (손실)", "₩1,000", "a < b & c", "\"인용\"", "-", "2024년 3분기",
            "1,234,567,890", "쉼표, 있음", "tab"];

    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_random_table_comes_back_from_each_format(int seed)
    {
        var cells = RandomTable(new Random(seed), spans: true);
        var plain = RandomTable(new Random(seed), spans: false);

        Assert.Equal(cells, await Read(Encoding.UTF8.GetBytes(Html(cells)), "a.html"));
        Assert.Equal(cells, await Read(Packages.Xlsx([("표", Sheet(cells))]), "a.xlsx"));
        Assert.Equal(cells, await Read(DocxTests.Docx(Word(cells)), "a.docx"));
        Assert.Equal(plain, await Read(Encoding.UTF8.GetBytes(Csv(plain)), "a.csv"));
    }

    private async Task<List<Cell>> Read(byte[] file, string name)
    {
        var cells = new List<Cell>();
        var rows = 0;
        foreach (var table in (await _world.Read(file, name)).SelectMany(page => page.Tables))
        {
            cells.AddRange(table.Cells.Select(cell => new Cell(cell.Row + rows, cell.Column, cell.RowSpan, cell.ColumnSpan, cell.Text)));
            rows += table.Rows;
        }
        return [.. cells.OrderBy(cell => cell.Row).ThenBy(cell => cell.Column)];
    }

    /// <summary>The first row and column have no gaps, so that it is one table in a sheet too.</summary>
    private static List<Cell> RandomTable(Random random, bool spans)
    {
        var (rows, columns) = (random.Next(2, 12), random.Next(2, 7));
        var taken = new bool[rows, columns];
        var cells = new List<Cell>();
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var edge = row == 0 || column == 0;
                if (taken[row, column] || (!edge && random.Next(5) == 0))
                {
                    continue;
                }
                var (height, width) = spans && !edge ? (random.Next(1, 3), random.Next(1, 3)) : (1, 1);
                height = Math.Min(height, rows - row);
                width = Math.Min(width, columns - column);
                width = Enumerable.Range(column, width).TakeWhile(place => !taken[row, place]).Count();
                for (var place = 0; place < height * width; place++)
                {
                    taken[row + (place / width), column + (place % width)] = true;
                }
                cells.Add(new Cell(
                    row, column, height, width, Texts[random.Next(Texts.Length)] + (random.Next(3) == 0 ? $" {random.Next()}" : "")));
            }
        }
        return cells;
    }

    private static string Html(List<Cell> cells) =>
        "<html><table>" + string.Concat(Rows(cells, row => "<tr>" + string.Concat(row.Select(place => place.Cell is { } cell
            ? $"<td rowspan={cell.RowSpan} colspan={cell.ColumnSpan}>{WebUtility.HtmlEncode(cell.Text)}</td>"
            : place.IsCovered ? "" : "<td></td>")) + "</tr>")) + "</table></html>";

    private static string Sheet(List<Cell> cells)
    {
        var rows = Rows(cells, row => "<row>" + string.Concat(row.Select(place => place.Cell is { } cell
            ? $"<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{WebUtility.HtmlEncode(cell.Text)}</t></is></c>" : "<c/>")) + "</row>");
        var merges = cells.Where(cell => cell.RowSpan * cell.ColumnSpan > 1).Select(cell =>
            $"<mergeCell ref=\"{CellAddress.Format(cell.Row, cell.Column)}:{CellAddress.Format(cell.Row + cell.RowSpan - 1, cell.Column + cell.ColumnSpan - 1)}\"/>");
        return $"<sheetData>{string.Concat(rows)}</sheetData><mergeCells>{string.Concat(merges)}</mergeCells>";
    }

    private static string Word(List<Cell> cells) =>
        "<w:tbl>" + string.Concat(Rows(cells, row => "<w:tr>" + string.Concat(row.Select(place =>
            place.Cell is { } cell ? WordCell(cell, cell.RowSpan > 1 ? "<w:vMerge w:val=\"restart\"/>" : "", cell.Text)
            : place.Above is { } above ? WordCell(above, "<w:vMerge/>", "")
            : place.IsCovered ? "" : "<w:tc><w:p/></w:tc>")) + "</w:tr>")) + "</w:tbl>";

    private static string WordCell(Cell cell, string merge, string text) =>
        $"<w:tc><w:tcPr><w:gridSpan w:val=\"{cell.ColumnSpan}\"/>{merge}</w:tcPr>"
        + $"<w:p><w:r><w:t>{WebUtility.HtmlEncode(text)}</w:t></w:r></w:p></w:tc>";

    private static string Csv(List<Cell> cells) =>
        string.Concat(Rows(cells, row => string.Join(',', row.Select(Csv)) + "\n"));

    private static string Csv(Place place) => '"' + (place.Cell?.Text ?? "").Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private static IEnumerable<string> Rows(List<Cell> cells, Func<IEnumerable<Place>, string> print) =>
        Enumerable.Range(0, cells.Max(cell => cell.Row + cell.RowSpan)).Select(row => print(
            Enumerable.Range(0, cells.Max(cell => cell.Column + cell.ColumnSpan)).Select(column => new Place(
                cells.Find(cell => cell.Row == row && cell.Column == column),
                cells.Find(cell => cell.Row < row && row < cell.Row + cell.RowSpan && cell.Column == column),
                cells.Exists(cell => cell.Row <= row && row < cell.Row + cell.RowSpan && cell.Column <= column
                    && column < cell.Column + cell.ColumnSpan)))));

    private sealed record Cell(int Row, int Column, int RowSpan, int ColumnSpan, string Text);

    /// <param name="Above">The cell whose span goes on here.</param>
    private sealed record Place(Cell? Cell, Cell? Above, bool IsCovered);
}
