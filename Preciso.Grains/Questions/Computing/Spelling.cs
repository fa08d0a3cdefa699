using System.Globalization;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Computing;

/// <summary>How amounts, shares and ratios are said, in Korean or English.</summary>
/// <param name="roundsAmounts">What is asked to be rounded is the amount, not its change.</param>
internal sealed class Spelling(bool korean, MeasureKind kind, Wish wish, bool roundsAmounts)
{
    private const int PercentDecimals = 1;
    private const int RatioDecimals = 2;

    private static readonly (decimal Scale, string English, string Korean)[] Scales =
    [
        (1_000_000_000_000, "trillion", "조"), (1_000_000_000, "billion", "십억"), (100_000_000, "hundred million", "억"),
        (1_000_000, "million", "백만"), (10_000, "ten thousand", "만"), (1_000, "thousand", "천"),
    ];

    /// <summary>As the measure is counted; an amount in the scale that was asked for, else in the one that the documents print.</summary>
    public string Value(Computed computed) => kind switch
    {
        MeasureKind.Money => Amount(computed),
        MeasureKind.Days => $"{Rounded(computed.Value, wish.Decimals ?? RatioDecimals)}{(korean ? "일" : " days")}",
        _ when wish.Percent => Percent(computed.Value),
        _ => Rounded(computed.Value, wish.Decimals ?? RatioDecimals),
    };

    /// <summary>Of a share: 0.654 is 65.4%.</summary>
    public string Percent(decimal share) => $"{Rounded(100 * share, wish.Decimals ?? PercentDecimals)}%";

    /// <summary>Between two shares.</summary>
    public string Points(decimal difference) =>
        $"{Rounded(100 * difference, wish.Decimals ?? PercentDecimals)}{(korean ? "%p" : " percentage points")}";

    private string Amount(Computed computed)
    {
        var scale = wish.Scale ?? computed.Figures.Select(figure => figure.Scale).DefaultIfEmpty(1).Min();
        var (_, english, word) = Scales.FirstOrDefault(known => known.Scale == scale, (1, "", ""));
        var shown = english.Length == 0 && scale != 1 ? computed.Value : computed.Value / scale;
        var number = roundsAmounts && wish.Decimals is { } decimals ? Rounded(Math.Abs(shown), decimals) : Plain(Math.Abs(shown));
        var sign = shown < 0 ? "-" : "";
        return korean
            ? $"{sign}{number}{word}{(computed.Currency is { } code ? (word.Length > 0 ? " " : "") + Korean(code) : "")}"
            : $"{sign}{English(computed.Currency)}{number}{(english.Length > 0 ? " " + english : "")}";
    }

    private static string Korean(string currency) => currency switch
    {
        "KRW" => "원",
        "USD" => "달러",
        "EUR" => "유로",
        "JPY" => "엔",
        "CNY" => "위안",
        "GBP" => "파운드",
        _ => currency,
    };

    private static string English(string? currency) => currency switch
    {
        null => "",
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        _ => $"{currency} ",
    };

    private static string Plain(decimal value) => value.ToString("#,0.############", CultureInfo.InvariantCulture);

    private static string Rounded(decimal value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString($"N{decimals}", CultureInfo.InvariantCulture);
}
