using System.Globalization;

namespace Preciso.Reading.Sheets;

/// <summary>Prints numbers as a sheet's number formats say, for example <c>#,##0"원";[Red](#,##0)</c>.</summary>
public static class NumberFormat
{
    /// <param name="stored">As the file keeps it, with a point.</param>
    /// <param name="from1904">The sheet counts days from 1904 on.</param>
    public static (string Text, string? Raw) Print(string stored, string format, bool from1904)
    {
        if (!double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return (stored, null);
        }
        var section = FormatSection.Choose(format, number);
        if (section.IsDate)
        {
            return DateFormat.Print(section, number, from1904) ?? (Plain(stored, number), null);
        }
        var text = section.IsGeneral || section.IsFraction
            ? (number < 0 && section.HasOwnSign ? Plain(stored, -number) : Plain(stored, number))
            : DigitFormat.Print(section, number) ?? Plain(stored, number);
        var raw = Full(stored);
        return (text, text == raw ? null : raw);
    }

    /// <summary>What the sheet keeps, without exponent where a decimal can hold it.</summary>
    private static string Full(string stored) =>
        decimal.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : stored;

    /// <summary>
    /// With the fifteen digits that a sheet counts with; a sheet itself shows large numbers with an exponent, which says less.
    /// </summary>
    private static string Plain(string stored, double number) =>
        decimal.TryParse(
            number.ToString("G15", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && (value != 0 || number == 0)
            ? value.ToString(CultureInfo.InvariantCulture)
            : stored;
}
