using System.Text.RegularExpressions;

namespace Preciso.Reading.Facts.Units;

/// <summary>What kind of thing a label names, as far as it decides which unit applies.</summary>
internal enum Measure
{
    /// <summary>What the table's unit is meant for.</summary>
    Usual,

    /// <summary>Money in full whatever the table's scale is.</summary>
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

    [GeneratedRegex(@"\bper\s+(?:[a-z]+\s+){0,4}(?:share|unit|ADS)\b|\bEPS\b|주당", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PerShare();

    [GeneratedRegex(
        @"\b(?:number\s+of|weighted|average|diluted|basic|outstanding|authorized)\b.{0,40}\bshares\b|\bshares\b.{0,40}\b(?:outstanding|authorized|used\s+in)\b|^shares$|주식\s?수|유통주식|발행주식", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Shares();

    [GeneratedRegex(
        @"(?<!\d\s?)%|\b(?:percent(?:age)?|ratio|number\s+of|headcount)\b|\brate\W*$|^(?:total\s+|full-time\s+|part-time\s+)*(?:employees|stores)$|(?:비율|[가-힣]률|[가-힣]율|인원|임직원\s?수|종업원\s?수|건수|대수|수량|일수)(?:\W|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Bare();
}
