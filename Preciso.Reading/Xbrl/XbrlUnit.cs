using AngleSharp.Dom;

namespace Preciso.Reading.Xbrl;

/// <param name="Currency">ISO 4217 for money.</param>
/// <param name="Unit">What else is counted; for money by something (USD / shares) the whole of it.</param>
internal sealed record XbrlUnit(string? Currency, string? Unit)
{
    private const string Money = "iso4217";

    public static IReadOnlyDictionary<string, XbrlUnit> Read(IEnumerable<IElement> elements)
    {
        var units = new Dictionary<string, XbrlUnit>();
        foreach (var element in elements.Where(element => element.LocalName == "unit" && element.Id is not null))
        {
            units[element.Id!] = Read(element);
        }
        return units;
    }

    private static XbrlUnit Read(IElement unit)
    {
        var measures =
            unit.Descendants<IElement>().Where(part => part.LocalName == "measure").Select(part => part.TextContent.Trim()).ToList();
        var currency = measures.Where(measure => measure.StartsWith(Money, StringComparison.OrdinalIgnoreCase)).Select(ConceptName.Local)
            .FirstOrDefault();
        var names = measures.Select(ConceptName.Local).ToList();
        return new XbrlUnit(currency, names is ["pure"] || (names.Count == 1 && currency is not null) ? null : string.Join(" / ", names));
    }
}
