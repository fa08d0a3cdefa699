namespace Preciso.Reading.Facts.Numbers;

/// <summary>Signs and words of money.</summary>
public static class Currencies
{
    /// <summary>For patterns.</summary>
    public const string Signs =
        @"US\$|C\$|CA\$|A\$|AU\$|HK\$|S\$|NZ\$|NT\$|R\$|[$€£¥₩￦₹]|(?<![A-Za-z])(?:USD|KRW|EUR|JPY|GBP|CNY|CHF|RM)(?![A-Za-z])";

    public const string Words = "원화|원|달러|불|엔화|엔|유로|위안화|위안|USD|KRW|EUR|JPY|GBP|CNY";

    private static readonly Dictionary<string, string> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["$"] = Amount.Dollar,
        ["US$"] = "USD",
        ["C$"] = "CAD",
        ["CA$"] = "CAD",
        ["A$"] = "AUD",
        ["AU$"] = "AUD",
        ["HK$"] = "HKD",
        ["S$"] = "SGD",
        ["NZ$"] = "NZD",
        ["NT$"] = "TWD",
        ["R$"] = "BRL",
        ["€"] = "EUR",
        ["£"] = "GBP",
        ["¥"] = "JPY",
        ["₩"] = "KRW",
        ["￦"] = "KRW",
        ["₹"] = "INR",
        ["RM"] = "MYR",
        ["원"] = "KRW",
        ["원화"] = "KRW",
        ["달러"] = Amount.Dollar,
        ["불"] = Amount.Dollar,
        ["dollar"] = Amount.Dollar,
        ["dollars"] = Amount.Dollar,
        ["엔"] = "JPY",
        ["엔화"] = "JPY",
        ["유로"] = "EUR",
        ["euro"] = "EUR",
        ["euros"] = "EUR",
        ["위안"] = "CNY",
        ["위안화"] = "CNY",
        ["won"] = "KRW",
    };

    /// <summary>Three letters stand for themselves.</summary>
    public static string? FromSign(string sign) =>
        sign.Length == 0 ? null : Codes.TryGetValue(sign, out var code) ? code : sign.Length == 3 ? sign.ToUpperInvariant() : null;
}
