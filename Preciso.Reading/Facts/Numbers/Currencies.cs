using System.Text.RegularExpressions;

namespace Preciso.Reading.Facts.Numbers;

/// <summary>Signs and words of money.</summary>
public static partial class Currencies
{
    /// <summary>For patterns, as the others.</summary>
    public const string Codes =
        "USD|KRW|EUR|JPY|GBP|CNY|RMB|CHF|CAD|AUD|NZD|HKD|SGD|TWD|NTD|INR|BRL|MXN|SEK|NOK|DKK|PLN|CZK|HUF|THB|IDR"
        + "|VND|MYR|PHP|ZAR|AED|SAR|ILS|RUB";

    public const string Marks = @"US\$|C\$|CA\$|A\$|AU\$|HK\$|S\$|NZ\$|NT\$|R\$|[$€£¥₩￦₹]";

    public const string Signs = Marks + @"|(?<![A-Za-z])(?:" + Codes + @"|RM|Rs\.?)(?![A-Za-z])";

    public const string Words = "원화|원|달러|불|엔화|엔|유로|위안화|위안|" + Codes;

    private static readonly Dictionary<string, string> BySign = new(StringComparer.OrdinalIgnoreCase)
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
        ["korean won"] = "KRW",
        ["south korean won"] = "KRW",
        ["yen"] = "JPY",
        ["japanese yen"] = "JPY",
        ["円"] = "JPY",
        ["yuan"] = "CNY",
        ["chinese yuan"] = "CNY",
        ["renminbi"] = "CNY",
        ["元"] = "CNY",
        ["RMB"] = "CNY",
        ["NTD"] = "TWD",
        ["indian rupee"] = "INR",
        ["indian rupees"] = "INR",
        ["swiss franc"] = "CHF",
        ["swiss francs"] = "CHF",
        ["pound sterling"] = "GBP",
        ["pounds sterling"] = "GBP",
        ["pounds"] = "GBP",
    };

    /// <summary>Three letters stand for themselves. Rupees are of several countries.</summary>
    public static string? FromSign(string sign) =>
        sign.Length == 0 || sign.StartsWith("Rs", StringComparison.OrdinalIgnoreCase) ? null
        : BySign.TryGetValue(sign, out var code) ? code
        : Dollars().Match(sign) is { Success: true } dollars ? DollarOf(dollars.Groups["whose"].Value)
        : sign.Length == 3 ? sign.ToUpperInvariant()
        : null;

    /// <summary>"U.S. dollars", "Canadian $".</summary>
    private static string DollarOf(string whose) => string.Concat(whose.Where(char.IsLetter)).ToUpperInvariant() switch
    {
        "US" => "USD",
        "CANADIAN" => "CAD",
        "AUSTRALIAN" => "AUD",
        "HONGKONG" => "HKD",
        "SINGAPORE" => "SGD",
        "NEWZEALAND" => "NZD",
        "NEWTAIWAN" => "TWD",
        _ => Amount.Dollar,
    };

    [GeneratedRegex(@"^(?<whose>[A-Z. ]*?)\s?(?:dollars?|\$)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dollars();
}
