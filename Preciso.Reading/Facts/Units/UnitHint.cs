namespace Preciso.Reading.Facts.Units;

/// <summary>What a unit line, a head or a label says of the numbers that stand under it.</summary>
/// <param name="Currency">ISO 4217, or "$" where only the document can say whose dollar it is.</param>
/// <param name="Unit">What is counted; "%" for percentages.</param>
/// <param name="SparesShares">"except share …": numbers of shares are printed in full.</param>
public sealed record UnitHint(decimal? Scale, string? ScalePrinted, string? Currency, string? Unit = null, bool SparesShares = false);
