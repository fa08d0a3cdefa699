using Preciso.Reading.Fields.Formats;

namespace Preciso.Reading.Validation;

/// <summary>A row of a document's list of items.</summary>
/// <param name="Cells">As printed, by the column's name: of the names that lists have everywhere (<c>amount</c>), else what its head
/// says.</param>
public sealed record DocumentLine(int Page, int Table, int Row, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>Null if there is no such cell, or no number in it.</summary>
    public decimal? Number(string column) => Cells.TryGetValue(column, out var printed) ? Amounts.Decimal(printed) : null;
}
