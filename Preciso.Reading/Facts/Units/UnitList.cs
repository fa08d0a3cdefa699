using System.Text.RegularExpressions;

namespace Preciso.Reading.Facts.Units;

/// <summary>
/// Several units that one line says: "백만원, 주, %" · "in millions, except per share data" · "dollars in millions, shares in thousands".
/// </summary>
internal static partial class UnitList
{
    /// <summary>Null if any part of it is something else.</summary>
    /// <param name="isStated">The line says that it is about units, so that what is not understood is passed over.</param>
    public static UnitHint? Parse(string text, bool isStated = false)
    {
        var list = Except().Split(Ones().Replace(text, Scale), 2)[0];
        if (PerUnit().Match(list) is { Success: true } price
            && UnitWords.Parse(price.Groups["money"].Value) is { Currency: not null } money)
        {
            return money with { Scale = money.Scale ?? 1 };
        }

        var parts = Separator().Split(Both().Replace(list, "$1 in $3, $2 in $3")).Select(part => part.Trim(' ', ':', '.'))
            .Where(part => part.Length > 0 && !Remark().IsMatch(part)).ToList();
        var hints = parts.ConvertAll(part => UnitWords.Parse(part, isStated));
        return hints.Contains(null) && !isStated ? null : Lead([.. hints.OfType<UnitHint>()], ExceptShares().IsMatch(text));
    }

    /// <summary>The first that is money leads; what is counted leads only where there is no money.</summary>
    private static UnitHint? Lead(List<UnitHint> hints, bool sparesShares)
    {
        if (hints is [{ Scale: null, Currency: not null } currency, { Scale: not null, Currency: null, Unit: null } scale, ..])
        {
            hints = [scale with { Currency = currency.Currency }, .. hints.Skip(2)];
        }

        if (hints.Count == 0)
        {
            return null;
        }

        var first = hints.Find(hint => hint.Currency is not null) ?? hints[0];
        return first with { SparesShares = sparesShares, Others = [.. hints.Where(hint => hint != first)] };
    }

    private static string Scale(Match ones) => ones.Value.Count(c => c == '0') switch
    {
        3 => "천",
        4 => "만",
        6 => "백만",
        8 => "억",
        9 => "십억",
        _ => ones.Value,
    };

    /// <summary>1,000원 · 1000 USD.</summary>
    [GeneratedRegex(@"(?<![\d.,])1(?:,?000){1,3}(?![\d,.])|(?<![\d.,])10,?000(?![\d,.])|(?<![\d.,])100,?000,?000(?![\d,.])", RegexOptions.CultureInvariant)]
    private static partial Regex Ones();

    [GeneratedRegex(@"[,，/·、;&|+]|\s+and\s+|\s및\s|\s{2,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^(?<money>[^/]+)/\s*(?:tons?|tonnes?|t|kg|lbs?|oz|bbl|barrel|boe|unit|share|hour|month|day|kWh|MWh|㎡|m2|m²|톤|주|대|개|명|인|평|시간|월|년|kl|l)\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PerUnit();

    /// <summary>"dollars and shares in millions".</summary>
    [GeneratedRegex(@"(?<=^|[\s,;])([^\s,;]+)\s+and\s+([^\s,;]+)\s+in\s+(\w+)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Both();

    [GeneratedRegex(@"^(?:un)?audited$|^(?:restated|consolidated|separate|연결|별도|감사받지.*|미감사|except\b.*)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Remark();

    [GeneratedRegex(@",?\s*\b(?:except|unless|other\s+than|excluding|excl)\b|,?\s*제외", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Except();

    [GeneratedRegex(
        @"except\b.{0,60}?\b(?<!per[\s-])(?<!per\scommon\s)(?<!per\sordinary\s)shares?\b(?!\s+data\s+per)|except\s+for\s+(?:number\s+of\s+)?shares",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ExceptShares();
}
