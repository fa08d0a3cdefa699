using System.Text.RegularExpressions;

namespace Preciso.Reading.Facts.Units;

/// <summary>What kind of thing a label names, as far as it decides which unit applies.</summary>
internal enum Measure
{
    /// <summary>What the table's unit is meant for.</summary>
    Usual,

    /// <summary>Money in full whatever the table's scale is: per share, per tonne, a price.</summary>
    PerShare,

    /// <summary>Shares: scaled as the table is, unless its unit spares them; never money.</summary>
    Shares,

    /// <summary>A rate, a ratio or a number of people or things: neither scaled nor money.</summary>
    Bare,
}

internal static partial class Measures
{
    public static Measure Guess(string label) =>
        Shares().IsMatch(label) ? Measure.Shares
        : PerShare().IsMatch(label) ? Measure.PerShare
        : Bare().IsMatch(label) ? Measure.Bare
        : Measure.Usual;

    [GeneratedRegex(
        @"\bper\s+(?:[a-z]+\s+){0,4}(?:share|unit|ADS|employee|head|capita|customer|user|tonne|ton|kg|barrel|bbl|boe|hour|store|sq\S*)\b|\b(?:EPS|DPS|BPS|ARPU|ASP)\b|\b(?:unit|average|share|strike|exercise)\s+(?:selling\s+)?price\b|(?:주|톤|인|대|개|평|㎡|건)당(?!\s?기)|단가|주가",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PerShare();

    [GeneratedRegex(
        @"\b(?:number\s+of|weighted|average|diluted|basic|outstanding|authorized)\b.{0,40}\bshares\b|\bshares\b.{0,40}\b(?:outstanding|authorized|used\s+in)\b|^shares$|주식\s?수|유통주식|발행주식", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Shares();

    [GeneratedRegex(
        @"(?<!\d\s?)%|\b(?:percent(?:age)?|bps|basis\s+points|ratio|number\s+of|headcount|FTEs?|ROE|ROA|ROI|ROIC|ROCE|CAGR|LTV|P/E|EV/EBITDA|leverage\s+multiple)\b|\b(?:rate|yield|index)\W*$|\b(?:operating|net|profit|gross\s+profit|ebitda|ebit)\s+margin\W*$|\b(?:Mitarbeiter(?:zahl)?|Anzahl|Beschäftigte|Vollzeitkräfte|Stückzahl|Quote|effectifs?|salariés)\b|^(?:total\s+|full-time\s+|part-time\s+)*(?:employees|stores|headcount|staff|workforce)$|(?:비율|배율|배수|[가-힣]률|[가-힣]율|성향|지수|인원|(?:임직원|직원|종업원|사원|고객|가입자|이용자|회원|점포|매장|지점|세대|가구|계좌|근로자)\s?수|건수|대수|수량|일수|횟수|비중|구성비)(?:\W|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Bare();
}
