using System.Text.RegularExpressions;
using Preciso.Reading.Facts.Numbers;

namespace Preciso.Reading.Facts.Tables;

/// <summary>
/// Signs that say one thing in one table and another in the next: ▲ is a minus in Korean statements, and up where ▼ is down; "Cr" is a
/// credit where there is a "Dr", and else may be a crore.
/// </summary>
internal sealed partial class TableSigns
{
    private bool _hasDown;
    private bool _hasDebit;

    public void Learn(Amount amount)
    {
        _hasDown |= amount.Printed.AsSpan().ContainsAny('▼', '▽');
        _hasDebit |= Debit().IsMatch(amount.Printed);
    }

    public Amount Settle(Amount amount) =>
        amount.Printed.AsSpan().ContainsAny('▲', '△') && _hasDown
            ? amount with { Value = amount.Value is { } value ? Math.Abs(value) : null }
        : UpBehind().IsMatch(amount.Printed) || (!_hasDebit && amount.Scale is null && MaybeCrore().IsMatch(amount.Printed))
            ? amount with { Value = null }
        : amount;

    [GeneratedRegex(@"(?<![A-Za-z])[Dd][Rr](?![A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Debit();

    [GeneratedRegex(@"\d\D*▲", RegexOptions.CultureInvariant)]
    private static partial Regex UpBehind();

    [GeneratedRegex(@"(?<![A-Za-z])Cr(?![A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex MaybeCrore();
}
