using System.Text.Json.Serialization;

namespace Preciso.Documents;

/// <summary>A grid of cells on one page.</summary>
/// <param name="Ordinal">Its place among the page's tables, from 0.</param>
/// <param name="Title">What stands over it, if anything does.</param>
/// <param name="Unit">Its unit line as printed, for example "(단위: 백만원)" or "(in millions)".</param>
/// <param name="Continues">It goes on from the last table of the page before; its column heads are repeated here or stand there.</param>
/// <param name="Confidence">0 to 1: how sure it is that these are its rows and columns.</param>
public sealed record PageTable(
    int Ordinal, Box Box, int Rows, int Columns, IReadOnlyList<TableCell> Cells, double Confidence,
    string? Title = null, string? Unit = null, bool Continues = false);

/// <summary>A cell at its first row and column, both from 0. Places that are empty or covered by a span have no cell.</summary>
/// <param name="Text">As printed; lines within the cell are separated by a space.</param>
/// <param name="IsHeader">It says what other cells of its row or column are.</param>
/// <param name="Address">Where it stands in a sheet, for example <c>B12</c>.</param>
/// <param name="Raw">The value that the sheet itself keeps, in full and with a point for decimals, where it says more than what is
/// printed.</param>
/// <param name="Correction">Where a person corrected the text.</param>
public sealed record TableCell(
    int Row, int Column, string Text, Box Box, bool IsHeader = false, int RowSpan = 1, int ColumnSpan = 1,
    double? Confidence = null, string? Address = null, string? Raw = null, CellCorrection? Correction = null)
{
    /// <summary>As the machine read it.</summary>
    [JsonIgnore]
    public string AsRead => Correction?.Read ?? Text;

    /// <summary>As a person says it is. What the sheet itself keeps in full says nothing of that.</summary>
    public TableCell Corrected(string text, int version, Guid by) =>
        this with { Text = text, Raw = null, Confidence = 1, Correction = new CellCorrection(AsRead, version, by) };
}

/// <param name="Read">What the machine had read.</param>
/// <param name="Version">From 1; raised by each correction, which names the version that it was made on, 0 for the first.</param>
public sealed record CellCorrection(string Read, int Version, Guid By);
