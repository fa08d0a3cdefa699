namespace Preciso.Reading.Structure;

/// <summary>
/// A cell of a row before it is laid out. What <see cref="Preciso.Documents.TableCell"/> says of its parts holds here too.
/// </summary>
internal sealed record SourceCell(
    int Column, MarkedText Text, bool IsHeader = false, int RowSpan = 1, int ColumnSpan = 1, string? Address = null, string? Raw = null)
{
    /// <summary>Numbers that the source has in this cell and that cannot be printed.</summary>
    public string? Dropped { get; init; }
}
