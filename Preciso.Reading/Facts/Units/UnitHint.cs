namespace Preciso.Reading.Facts.Units;

/// <summary>What a unit line, a head or a label says of the numbers that stand under it.</summary>
/// <param name="Currency">ISO 4217, or "$" where only the document can say whose dollar it is.</param>
/// <param name="Unit">What is counted; "%" for percentages.</param>
/// <param name="SparesShares">"except share …": numbers of shares are printed in full.</param>
public sealed record UnitHint(decimal? Scale, string? ScalePrinted, string? Currency, string? Unit = null, bool SparesShares = false)
{
    /// <summary>What the same line says of other numbers: "백만원, 천주, %", "dollars in millions, shares in thousands".</summary>
    public IReadOnlyList<UnitHint> Others { get; init; } = [];

    /// <summary>A share of something: %, percentage points, basis points.</summary>
    public bool IsRelative => Unit is "%" or "bps";

    public IEnumerable<UnitHint> All => Others.Prepend(this);
}

/// <summary>A unit and the part of a text that says it, its brackets included.</summary>
internal sealed record FoundUnit(UnitHint Hint, int Start, int End)
{
    /// <summary>The text without it.</summary>
    public string Without(string text)
    {
        var (before, after) = (text[..Start].TrimEnd(' ', ',', '/', '-', '–'), text[End..].TrimStart(' ', ','));
        before = before.EndsWith(" in", StringComparison.OrdinalIgnoreCase) ? before[..^3] : before;
        return (after.StartsWith(':') ? before + after : $"{before} {after}").Trim();
    }
}
