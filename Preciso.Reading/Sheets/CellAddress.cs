using System.Globalization;

namespace Preciso.Reading.Sheets;

/// <summary>Places in a sheet; rows and columns from 0, as letters and numbers from A1.</summary>
public static class CellAddress
{
    public const int Columns = 16_384;
    public const int Rows = 1_048_576;

    private const int Letters = 26;

    public static string Format(int row, int column)
    {
        var letters = "";
        for (var n = column + 1; n > 0; n = (n - 1) / Letters)
        {
            letters = (char)('A' + ((n - 1) % Letters)) + letters;
        }
        return letters + (row + 1).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Null if it is no place in a sheet.</summary>
    public static (int Row, int Column)? Parse(ReadOnlySpan<char> address)
    {
        var (column, at) = (0, 0);
        for (; at < address.Length && at < 4 && char.IsAsciiLetter(address[at]); at++)
        {
            column = (column * Letters) + char.ToUpperInvariant(address[at]) - 'A' + 1;
        }
        return int.TryParse(address[at..], NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row is >= 1 and <= Rows
            && column is >= 1 and <= Columns
            ? (row - 1, column - 1)
            : null;
    }
}
