using System.Text;
using System.Text.RegularExpressions;
using Preciso.Reading.Facts.Numbers;

namespace Preciso.Grains.Evaluations.Judging;

/// <summary>A figure as an expectation or an answer prints it: 8.74 · 65.4% · 27,213백만원 · $8.7 billion · △310 · 1조 2,345억 원.</summary>
/// <param name="Value">As it says, with its sign.</param>
/// <param name="Scale">By which that is multiplied: 1,000,000 for a million, 0.01 for a percent; null where nothing says.</param>
/// <param name="Decimals">How many are printed.</param>
/// <param name="Currency">Null where none is printed; "$" may be anybody's.</param>
public sealed partial record PrintedFigure(string Printed, decimal Value, decimal? Scale, int Decimals, string? Currency)
{
    private const decimal BasisPoint = 0.0001m;

    /// <summary>Four digits that a calendar has, and nothing with them.</summary>
    public bool LooksLikeYear =>
        Scale is null && Currency is null && Value is >= 1900 and <= 2100 && !Printed.Contains(',', StringComparison.Ordinal);

    private bool IsShare => Scale < 1;

    /// <summary>All that a text prints, years and numbers of things too.</summary>
    public static IReadOnlyList<PrintedFigure> FindAll(string text)
    {
        var plain = Percent().Replace(text.Normalize(NormalizationForm.FormKC), "%");
        plain = TenThousand().Replace(HundredMillion().Replace(plain, "억"), "만");
        return [.. Amounts().Matches(plain).Select(match => Read(match.Value)).OfType<PrintedFigure>()];
    }

    /// <summary>The first of a text; null where it has none.</summary>
    public static PrintedFigure? Find(string text) => FindAll(text) is [var first, ..] ? first : null;

    /// <summary>
    /// Whether a figure that an answer says is this one, once it is rounded as this one is printed. Where this one has no scale (the
    /// question says in millions, say), what is printed may be so many of anything, but not a percentage.
    /// </summary>
    public bool IsSaidBy(PrintedFigure said)
    {
        if (Currency is not null && said.Currency is not null && Currency != said.Currency && !IsDollar(Currency, said.Currency))
        {
            return false;
        }
        var whole = said.Value * (said.Scale ?? 1) / (Scale ?? 1);
        return IsNear(whole) || (Scale is null && !said.IsShare && IsNear(said.Value));
    }

    private bool IsNear(decimal other)
    {
        var half = 0.5m;
        for (var i = 0; i < Decimals; i++)
        {
            half /= 10;
        }
        return Math.Abs(other - Value) <= half;
    }

    // Whose dollar a "$" is only the document knows.
    private static bool IsDollar(string one, string other) =>
        (one == Amount.Dollar && other.EndsWith('D')) || (other == Amount.Dollar && one.EndsWith('D'));

    /// <summary>What counts days, years and articles is no amount to the reader of documents; here its number is one.</summary>
    private static PrintedFigure? Read(string printed)
    {
        var amount = AmountParser.Parse(printed, DecimalMark.Point)
            ?? AmountParser.Parse(printed.TrimEnd(DatesAndRanks), DecimalMark.Point);
        if (amount is not { Value: { } value })
        {
            return null;
        }
        var scale = amount.Unit is "bps" or "bp" or "basis points" ? BasisPoint : amount.Scale;
        return new PrintedFigure(Ending().Replace(printed.Trim(), ""), value, scale, DecimalsIn(printed), amount.Currency);
    }

    private static int DecimalsIn(string printed) => Fraction().Match(printed) is { Success: true } match ? match.Groups[1].Length : 0;

    private static readonly char[] DatesAndRanks = [.. "년월일기분시초호번차장절항위급층쪽도말자 "];

    [GeneratedRegex(AmountParser.Pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Amounts();

    /// <summary>What a sentence hangs on it.</summary>
    [GeneratedRegex(@"(?<=[가-힣%])(이다|입니다|이며|이고|으로|에서|은|는|이|가|을|를|의|로)$", RegexOptions.CultureInvariant)]
    private static partial Regex Ending();

    [GeneratedRegex(@"\.(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();

    [GeneratedRegex(@"(?<=\d)\s*(percentage\s+points?|percent\b|per\s+cent\b|퍼센트\s?포인트|퍼센트|프로)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Percent();

    [GeneratedRegex(@"(?<=\d)\s*hundred\s+million\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HundredMillion();

    [GeneratedRegex(@"(?<=\d)\s*ten\s+thousand\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TenThousand();
}
