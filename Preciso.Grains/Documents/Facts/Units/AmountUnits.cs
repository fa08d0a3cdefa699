using Preciso.Grains.Documents.Facts.Numbers;

namespace Preciso.Grains.Documents.Facts.Units;

/// <summary>The unit, scale and currency of one number.</summary>
internal sealed record AmountUnits(string? Unit, decimal Scale, string? ScalePrinted, string? Currency)
{
    /// <summary>
    /// The nearest word counts most: the number's own print, then its row's label, its column's head, its table. A percentage, a rate and a
    /// number of people take nothing from the table; what is per share is money in full.
    /// </summary>
    /// <param name="columnCurrency">A sign that other numbers of the column bear.</param>
    public static AmountUnits Of(Amount amount, string label, UnitHint? row, UnitHint? column, UnitHint? table, string? columnCurrency)
    {
        if (amount.IsPercent || (amount.Unit is not null && amount.Currency is null))
        {
            return new AmountUnits(amount.Unit, amount.Scale ?? 1, amount.ScalePrinted, null);
        }

        var measure = Measures.Of(label);
        var own = row ?? (column is { Scale: null } ? null : column);
        if (own?.Unit is not null && amount.Currency is null)
        {
            return new AmountUnits(own.Unit, own.Scale ?? 1, own.ScalePrinted, null);
        }

        var isScaled = measure == Measure.Usual || amount.Currency is not null && measure == Measure.Bare || (measure == Measure.Shares && table?.SparesShares == false);
        var hint = own ?? (isScaled ? table : null);
        var scale = amount.Scale is { } printed ? (printed, amount.ScalePrinted) : hint?.Scale is { } scaled && measure != Measure.PerShare ? (scaled, hint.ScalePrinted) : (1m, null);
        var currency = amount.Currency ?? row?.Currency ?? (measure is Measure.Usual or Measure.PerShare ? column?.Currency ?? table?.Currency ?? columnCurrency : null);
        return new AmountUnits(currency is null && isScaled ? table?.Unit : null, scale.Item1, scale.Item2, currency);
    }
}
