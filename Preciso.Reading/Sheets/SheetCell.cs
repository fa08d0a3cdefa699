using Preciso.Reading.PlainText;

namespace Preciso.Reading.Sheets;

/// <summary>A cell with something in it.</summary>
/// <param name="Text">As its format prints it.</param>
/// <param name="Raw">What it keeps, where that says more.</param>
/// <param name="IsUncalculated">A formula whose value the file does not have.</param>
internal sealed record SheetCell(int Column, string Text, string? Raw = null, bool IsUncalculated = false)
{
    /// <summary>Its own address, where the cells before it are not all seen.</summary>
    public string? Address { get; init; }

    /// <summary>Printed in the colour of the paper.</summary>
    public bool IsUnseen { get; init; }
}

/// <summary>A row with something in it.</summary>
internal sealed record SheetRow(int Row, IReadOnlyList<SheetCell> Cells);

/// <summary>Cells that are one; all from 0, the last ones included.</summary>
internal readonly record struct Merge(int Top, int Left, int Bottom, int Right);

/// <summary>A sheet whose rows come as they are asked for.</summary>
internal sealed record Sheet(string Name, bool IsHidden, IReadOnlyList<Merge> Merges, IEnumerable<SheetRow> Rows)
{
    /// <summary>What of it is not seen.</summary>
    public HiddenCells Hidden { get; init; } = HiddenCells.None;

    /// <summary>What stands over its cells: text in boxes that says what they are in.</summary>
    public IReadOnlyList<string> Over { get; init; } = [];

    /// <summary>What stands beside or on its cells: boxes, charts, comments.</summary>
    public IEnumerable<Passage> Beside { get; init; } = [];
}
