using Preciso.Documents;

namespace Preciso.Reading;

/// <summary>All that is made from one file before anything is stored.</summary>
/// <param name="TypeConfidence">0 to 1; 1 where the type was chosen.</param>
/// <param name="Checks">By the rules of the type that need nothing but the file.</param>
/// <param name="FactAttempts">Each way of finding facts and what it gave.</param>
public sealed record FileModel(
    string Filename, string MediaType, string Type, double TypeConfidence, IReadOnlyList<DocumentField> Fields,
    IReadOnlyList<FieldCheck> Checks, IReadOnlyList<PageModel> Pages, IReadOnlyList<Fact> Facts, IReadOnlyList<FactAttempt> FactAttempts,
    IReadOnlyList<NewPassage> Passages);

/// <param name="Attempts">Every way that was tried, with the reason why it was not kept.</param>
/// <param name="Numbers">What became of the page's numbers.</param>
public sealed record PageModel(
    int Page, string? Name, double Width, double Height, ReadingMethod Method, double Confidence, double Quality, string? Language,
    IReadOnlyList<ReadingAttempt> Attempts, string Text, IReadOnlyList<BlockModel> Blocks, IReadOnlyList<TableModel> Tables,
    NumberLedger Numbers)
{
    internal static PageModel From(PageReading page, NumberLedger numbers) => new(
        page.Page, page.Name, page.Width, page.Height, page.Method, page.Confidence, page.Quality, page.Language, page.Attempts,
        string.Join('\n', page.Lines.Select(line => line.Text)), [.. page.Blocks.Select(BlockModel.From)],
        [.. page.Tables.Select(TableModel.From)], numbers);
}

public sealed record BlockModel(BlockKind Kind, Box Box, IReadOnlyList<LineModel> Lines)
{
    internal static BlockModel From(TextBlock block) =>
        new(block.Kind, Box.Around(block.Lines.Select(line => line.Box)), [.. block.Lines.Select(LineModel.From)]);
}

/// <param name="Confidence">Of its most doubtful word; null where its words were not recognised but given.</param>
public sealed record LineModel(string Text, Box Box, double? Confidence)
{
    internal static LineModel From(TextLine line) => new(line.Text, line.Box, line.Words.Min(word => word.Confidence));
}

/// <param name="Grid">Rows of cells; null where a place is empty or covered by a span.</param>
public sealed record TableModel(
    int Ordinal, string? Title, string? Unit, Box Box, double Confidence, bool Continues, IReadOnlyList<IReadOnlyList<TableCell?>> Grid)
{
    internal static TableModel From(PageTable table)
    {
        var grid = Enumerable.Range(0, table.Rows).Select(_ => new TableCell?[table.Columns]).ToArray();
        foreach (var cell in table.Cells)
        {
            grid[cell.Row][cell.Column] = cell;
        }
        return new TableModel(table.Ordinal, table.Title, table.Unit, table.Box, table.Confidence, table.Continues, grid);
    }
}
