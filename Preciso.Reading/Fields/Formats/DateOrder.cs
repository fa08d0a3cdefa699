using System.Text.RegularExpressions;

namespace Preciso.Reading.Fields.Formats;

/// <summary>Which part of 05/03/18 is which, where the document says so by anything else on it.</summary>
public enum DateOrder
{
    Unknown,
    DayFirst,
    MonthFirst,
    YearFirst,
}

public static partial class DateOrders
{
    /// <summary>By another date that can be read in one way only, else by the country that money and legal forms name.</summary>
    public static DateOrder Detect(string document)
    {
        var readings = Dates.Short().Matches(document).Select(match => Dates.Readings(match).ToList()).Where(found => found.Count == 1);
        var orders = readings.Select(found => found[0].Order).Distinct().ToList();
        return orders.Count == 1 ? orders[0] : orders.Count > 1 ? DateOrder.Unknown : ByCountry(document);
    }

    private static DateOrder ByCountry(string document)
    {
        var korean = document.Count(Hangul.IsSyllable);
        var letters = document.Count(char.IsLetter);
        return korean * 2 > letters ? DateOrder.YearFirst
            : DayFirstCountries().IsMatch(document) ? DateOrder.DayFirst
            : MonthFirstCountries().IsMatch(document) ? DateOrder.MonthFirst
            : DateOrder.Unknown;
    }

    [GeneratedRegex(@"\b(SDN\.? BHD|BERHAD|GMBH|PTE\.? LTD|PTY\.? LTD|PLC|S\.A\.|S\.R\.L\.)|\bRM ?\d|£ ?\d|\d ?€|€ ?\d|S\$ ?\d|A\$ ?\d",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex DayFirstCountries();

    [GeneratedRegex(@"\bUS ?\$|\bUSD\b|\bU\.?S\.?A\b|\bUnited States\b|, [A-Z]{2} \d{5}\b", RegexOptions.CultureInvariant)]
    private static partial Regex MonthFirstCountries();
}
