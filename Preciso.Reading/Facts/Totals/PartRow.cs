using System.Text.RegularExpressions;
using Preciso.Reading.Facts.Numbers;
using Preciso.Reading.Facts.Tables;

namespace Preciso.Reading.Facts.Totals;

/// <summary>A row of numbers that a total may sum up.</summary>
internal sealed partial class PartRow
{
    public PartRow(GridRow row, string label)
    {
        Label = label;
        IsTotal = HeadWords.IsTotal(label);
        IsPlainPart = !Deducted().IsMatch(label) && !NoPart().IsMatch(label);
        foreach (var cell in row.Cells.Where(
            cell => cell.Kind is CellKind.Amounts && cell is { Cell.ColumnSpan: 1, Amounts: [{ Value: not null, IsPercent: false }] }))
        {
            Cells[cell.Cell.Column] = cell;
        }

        IsDeducted = Deducted().IsMatch(label) && Cells.Values.Any(cell => cell.Amounts[0].Value > 0);
    }

    public string Label { get; }

    public bool IsTotal { get; }

    /// <summary>"Less: …" is taken away, unless it is printed as minus throughout.</summary>
    private bool IsDeducted { get; }

    /// <summary>Nothing about it says that it is not a part like the others.</summary>
    public bool IsPlainPart { get; }

    public Dictionary<int, GridCell> Cells { get; } = [];

    /// <summary>Zero for a cell that is empty or a dash.</summary>
    public decimal Value(int column) =>
        Amount(column)?.Value is not { } value ? 0 : IsDeducted ? -value : value;

    public Amount? Amount(int column) => Cells.TryGetValue(column, out var cell) ? cell.Amounts[0] : null;

    /// <summary>Half a unit of its last printed digit.</summary>
    public decimal HalfUnit(int column) =>
        Amount(column)?.Value is { } value ? new decimal(5, 0, 0, false, (byte)Math.Min(value.Scale + 1, 28)) : 0;

    [GeneratedRegex(@"^\W*(?:less|minus|deduct)\b|^\W*차감|^\(-\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Deducted();

    [GeneratedRegex(
        @"\b(?:of\s+which|including|includes|excluding|net\s+of|per\s+share|shares|average|rate|ratio|percent|price|number\s+of|beginning|balance)\b|%|중$|포함|주당|비율|률|단가|수량|기초|평균", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoPart();
}
