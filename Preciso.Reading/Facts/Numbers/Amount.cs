namespace Preciso.Reading.Facts.Numbers;

/// <summary>A number as it is printed and what stands printed with it.</summary>
/// <param name="Printed">Exactly as it stands there.</param>
/// <param name="Value">With its sign, not scaled; null where the print can be read in two ways.</param>
/// <param name="Scale">1000000 for "1.2 million", 0.01 for "12%"; null where the number itself says nothing.</param>
/// <param name="Unit">A word of counting after it (명, shares) or "%".</param>
/// <param name="Currency">ISO 4217, or "$" where only the document can say whose dollar it is.</param>
public sealed record Amount(
    string Printed, decimal? Value, decimal? Scale = null, string? ScalePrinted = null, string? Unit = null, string? Currency = null)
{
    public const string Dollar = "$";

    public bool IsPercent => Unit == "%";

    /// <summary>Nothing but four digits that a calendar has.</summary>
    public bool LooksLikeYear => Printed.Length == 4 && Printed.All(char.IsAsciiDigit) && Value is >= 1900 and <= 2100;

    /// <summary>
    /// Its print alone says that it is more than a mark or a number of something: it has a currency, a unit, groups or decimals.
    /// </summary>
    public bool IsPlain => Scale is null && Unit is null && Currency is null && Printed.All(char.IsAsciiDigit);
}
