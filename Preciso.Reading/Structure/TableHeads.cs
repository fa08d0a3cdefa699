using System.Globalization;
using Preciso.Reading.Facts.Numbers;

namespace Preciso.Reading.Structure;

/// <summary>
/// Which cells of a table are heads. Where the file does not say so itself: the rows of words and years above the first row with
/// figures, and in rows with figures the words in the first column.
/// </summary>
internal sealed record TableHeads(bool StatesRows, bool StatesColumns, int Rows)
{
    private const int MostRows = 5;

    /// <summary>Fewer rows without any figure may as well be labels and what they label.</summary>
    private const int FewestRows = 3;

    public static TableHeads Find(IReadOnlyList<IReadOnlyList<SourceCell>> rows)
    {
        var statesColumns = rows.Any(row => row.Any(cell => cell is { IsHeader: true, Column: 0 }) && row.Any(cell => !cell.IsHeader));
        var above = rows.TakeWhile(row => !row.Any(IsFigure)).Count();
        var heads = above == rows.Count ? (above >= FewestRows ? 1 : 0) : above <= MostRows ? above : 1;
        return new TableHeads(rows.Any(row => row.Any(cell => cell.IsHeader)), statesColumns, heads);
    }

    public IReadOnlyList<SourceCell> Mark(IReadOnlyList<SourceCell> cells, int row)
    {
        var isHead = StatesRows ? cells.Any(cell => cell.IsHeader) : row < Rows;
        return isHead
            ? (StatesRows ? cells : [.. cells.Select(cell => cell with { IsHeader = cell.Text.Text.Length > 0 })])
            : StatesColumns || !cells.Any(IsFigure) ? cells
            : [.. cells.Select(cell => cell with { IsHeader = cell.Column == 0 && cell.Text.Text.Length > 0 && !IsFigure(cell) })];
    }

    /// <summary>A number that is not a year.</summary>
    public static bool IsFigure(SourceCell cell) => IsNumber(cell.Text.Text);

    public static bool IsNumber(string cell)
    {
        var text = cell.AsSpan().TrimEnd(RaisedText.Digits).Trim();
        var digits = 0;
        foreach (var c in text)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
            if (!char.IsAsciiDigit(c) && !"-−–+△▲▽▼()., %$₩€£¥원'’\u00A0\u2009\u202F".Contains(c))
            {
                return digits > 0 && AmountParser.Parse(cell) is not null;
            }
        }
        return digits > 0
            && !(text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                && year is >= 1900 and < 2100)
            && !IsDay(text);
    }

    private static bool IsDay(ReadOnlySpan<char> text) =>
        DateOnly.TryParseExact(text.TrimEnd('.'), ["yyyy-M-d", "yyyy.M.d", "yyyy. M. d", "yyyy-M", "yyyy.M"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out _);
}
