using Preciso.Reading.Chunking;

namespace Preciso.Reading.Facts.Tables;

/// <summary>A row of a table: its cells from left to right, those that reach down into it from above among them.</summary>
internal sealed class GridRow(int index, IReadOnlyList<GridCell> cells)
{
    private const int MostCells = 40;
    private const int LongestLabel = 300;

    private string? _text;

    public int Index => index;

    public IReadOnlyList<GridCell> Cells => cells;

    public bool HasAmounts { get; } = cells.Any(cell => cell.Kind == CellKind.Amounts);

    /// <summary>As printed, label and figures; the beginning of a long row.</summary>
    public string Text => _text ??= string.Join(' ', cells.Where(cell => cell.Text.Length > 0).Take(MostCells).Select(cell => cell.Text));

    /// <summary>
    /// The words before the first number, of whatever columns; those that only point to notes are left out by their column.
    /// </summary>
    public string Label(Func<int, bool> isReference) => Excerpt.Cut(string.Join(
        ' ',
        cells.TakeWhile(cell => cell.Kind is not CellKind.Amounts || isReference(cell.Cell.Column))
            .Where(cell => (cell.Kind == CellKind.Words || cell is { Kind: CellKind.Year, Cell.Column: 0 })
                && !isReference(cell.Cell.Column))
            .Select(cell => cell.Text.Trim())), LongestLabel);
}
