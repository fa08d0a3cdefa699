using Preciso.Reading.Facts.Numbers;

namespace Preciso.Reading.Facts.Units;

/// <summary>The unit, scale and currency of one number.</summary>
internal sealed record AmountUnits(string? Unit, decimal Scale, string? ScalePrinted, string? Currency)
{
    /// <summary>
    /// The nearest word counts most: the number's own print, then its row's label, its column's head, its table. A percentage, a rate and a
    /// number of people take nothing from the table; what is per share is money in full.
    /// </summary>
    /// <param name="columnCurrency">A sign that other numbers of the column bear.</param>
    public static AmountUnits Resolve(
        Amount amount, Measure measure, UnitHint? row, UnitHint? column, UnitHint? table, string? columnCurrency)
    {
        if (amount.Unit is not null && amount.Currency is null)
        {
            return new AmountUnits(amount.Unit, amount.Scale ?? 1, amount.ScalePrinted, null);
        }

        var own = row ?? (column is { Scale: null } ? null : column);
        if (own?.Unit is not null && amount.Currency is null)
        {
            return new AmountUnits(own.Unit, own.Scale ?? 1, own.ScalePrinted, null);
        }

        var isMoney = measure is Measure.Usual or Measure.PerShare;
        var currency = amount.Currency ?? row?.Currency ?? (isMoney ? column?.Currency ?? table?.Currency ?? columnCurrency : null);
        var hint = own ?? (IsMeantBy(table, measure, amount) ? table : null);
        var unit = currency is null ? hint?.Unit : null;
        return amount.Scale is { } printed ? new AmountUnits(unit, printed, amount.ScalePrinted, currency)
            : measure == Measure.PerShare ? new AmountUnits(unit, 1, null, currency)
            : new AmountUnits(unit, hint?.Scale ?? 1, hint?.ScalePrinted, currency);
    }

    private static bool IsMeantBy(UnitHint? table, Measure measure, Amount amount) => measure switch
    {
        Measure.Usual => true,
        Measure.Shares => table is { SparesShares: false },
        Measure.Bare => amount.Currency is not null || table is { Unit: not null, Currency: null },
        _ => false,
    };
}
