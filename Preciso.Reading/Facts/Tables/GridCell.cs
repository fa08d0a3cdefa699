using Preciso.Documents;
using Preciso.Reading.Facts.Numbers;

namespace Preciso.Reading.Facts.Tables;

internal enum CellKind
{
    Words,

    /// <summary>Nothing but one or several numbers.</summary>
    Amounts,

    /// <summary>A year alone: a head where it stands over numbers, else a number.</summary>
    Year,

    /// <summary>A dash or nothing: nil is no number.</summary>
    Nil,

    /// <summary>A currency sign or a percent sign in a cell of its own, which belongs to its neighbour.</summary>
    Mark,
}

/// <summary>A cell and what its print says it is.</summary>
internal sealed record GridCell(TableCell Cell, CellKind Kind, IReadOnlyList<Amount> Amounts)
{
    private const string Marks = "$€£¥₩￦%％()（） ";
    private const string Dashes = "-−–—―‐·. ";

    public string Text => Cell.Text;

    public static GridCell From(TableCell cell, TablePrint print)
    {
        var text = cell.Text.Trim();
        if (text.All(c => Dashes.Contains(c) || Marks.Contains(c)))
        {
            return new GridCell(cell, text.Length > 0 && text.All(Marks.Contains) ? CellKind.Mark : CellKind.Nil, []);
        }

        IReadOnlyList<Amount> amounts = NumberTokens.Any(text) ? print.Amounts(cell) : [];
        var kind = amounts.Count == 0 ? CellKind.Words : amounts.All(amount => amount.LooksLikeYear) ? CellKind.Year : CellKind.Amounts;
        return new GridCell(cell, kind, amounts);
    }

    /// <summary>A cell that is taken for a head whatever it prints.</summary>
    public static GridCell Head(TableCell cell) => new(cell with { IsHeader = true }, CellKind.Words, []);

    public bool Covers(int column) => Cell.Column <= column && column < Cell.Column + Cell.ColumnSpan;
}
