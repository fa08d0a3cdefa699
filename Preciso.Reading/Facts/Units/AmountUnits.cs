using Preciso.Reading.Facts.Numbers;

namespace Preciso.Reading.Facts.Units;

/// <summary>The unit, scale and currency of one number.</summary>
internal sealed record AmountUnits(string? Unit, decimal Scale, string? ScalePrinted, string? Currency)
{
    /// <summary>
    /// The nearest word counts most: the number's own print, then its row's label, its column's head, its table. A percentage, a rate and a
    /// number of people take nothing from what is said of money; what is per share is money in full.
    /// </summary>
    /// <param name="columnCurrency">A sign that other numbers of the column bear.</param>
    public static AmountUnits Resolve(
        Amount amount, Measure measure, UnitHint? row, UnitHint? column, UnitHint? table, string? columnCurrency)
    {
        if (amount.Unit is not null && amount.Currency is null)
        {
            return new AmountUnits(amount.Unit, amount.Scale ?? 1, amount.ScalePrinted, null);
        }

        if (amount.Currency is null && Counted(row, column) is { } counted)
        {
            return new AmountUnits(
                counted.Unit, amount.Scale ?? counted.Scale ?? 1, amount.ScalePrinted ?? counted.ScalePrinted, null);
        }

        var isMoney = measure is Measure.Usual or Measure.PerShare;
        var own = isMoney || amount.Currency is not null;
        UnitHint?[] hints = [row, own || measure == Measure.Shares ? column : null, OfTable(table, measure, amount)];
        var currency = Nearest(
            amount.Currency, own ? [row?.Currency, column?.Currency, table?.Currency, columnCurrency] : [row?.Currency]);
        var nearest = hints.OfType<UnitHint>().FirstOrDefault(hint => hint.Unit is not null || hint.Scale is not null);
        if (currency is null && nearest is { Unit: not null } said)
        {
            return new AmountUnits(said.Unit, amount.Scale ?? said.Scale ?? 1, amount.ScalePrinted ?? said.ScalePrinted, null);
        }

        if (amount.Scale is { } printed)
        {
            return new AmountUnits(null, printed, amount.ScalePrinted, currency);
        }

        // What is per share is scaled by nothing but its own label.
        var scaling = Scaling(measure == Measure.PerShare ? [row] : hints, currency);
        return new AmountUnits(null, scaling?.Scale ?? 1, scaling?.ScalePrinted, currency);
    }

    /// <summary>What is counted and no money: a share of something goes before a number of things.</summary>
    private static UnitHint? Counted(UnitHint? row, UnitHint? column) =>
        column is { IsRelative: true } ? column : row is { Unit: not null } ? row : column is { Unit: not null } ? column : null;

    /// <summary>A dollar is the one that a wider text names.</summary>
    private static string? Nearest(string? amount, IEnumerable<string?> hints)
    {
        var said = hints.Prepend(amount).OfType<string>().ToList();
        return said.Count == 0 ? null
            : said[0] == Amount.Dollar ? said.Find(other => other != Amount.Dollar && AreSame(other, Amount.Dollar)) ?? said[0]
            : said[0];
    }

    /// <summary>The nearest that says a scale, up to one that speaks of other money.</summary>
    private static UnitHint? Scaling(IEnumerable<UnitHint?> hints, string? currency) => hints.OfType<UnitHint>()
        .Select(hint => hint.All.FirstOrDefault(
            one => one.Unit is null && one.Currency is not null && AreSame(one.Currency, currency)) ?? hint)
        .TakeWhile(hint => AreSame(hint.Currency, currency)).FirstOrDefault(hint => hint.Scale is not null);

    private static bool AreSame(string? one, string? other) => one is null || other is null || one == other
        || (IsDollar(one) && IsDollar(other) && (one == Amount.Dollar || other == Amount.Dollar));

    private static bool IsDollar(string currency) =>
        currency is Amount.Dollar or "USD" or "CAD" or "AUD" or "HKD" or "SGD" or "NZD" or "TWD";

    private static UnitHint? OfTable(UnitHint? table, Measure measure, Amount amount) => table is null ? null : measure switch
    {
        Measure.Usual or Measure.PerShare => table,
        Measure.Shares => table.All.FirstOrDefault(hint => hint.Unit is "주" or "shares")
            ?? (table.SparesShares ? null : table with { Currency = null }),
        Measure.Bare => amount.Currency is not null || table is { Unit: not null, Currency: null } ? table : null,
        _ => null,
    };
}
