using System.Globalization;
using AngleSharp.Dom;
using Preciso.Documents;
using Preciso.Reading.Html;

namespace Preciso.Reading.Xbrl;

/// <summary>The numbers that a page of inline XBRL states, by the element that prints each.</summary>
internal static class InlineXbrlFacts
{
    private const string Registrant = "EntityRegistrantName";

    /// <summary>Powers of ten beyond that do not fit a decimal, and no filing has them.</summary>
    private const int LargestScale = 24;

    /// <param name="seen">The page without its facts.</param>
    public static IReadOnlyDictionary<IElement, Fact> Read(IElement root, HtmlSight seen)
    {
        var elements = root.Descendants<IElement>().ToList();
        var contexts = XbrlContext.Read(elements);
        var units = XbrlUnit.Read(elements);
        var registrant = elements.Find(
            element => IsInline(element, "nonNumeric") && ConceptName.Local(element.GetAttribute("name") ?? "") == Registrant);
        var entity = registrant is null ? null : InlineText.Read(registrant, elements);
        var facts = new Dictionary<IElement, Fact>();
        foreach (var number in elements.Where(element => IsInline(element, "nonFraction") && !IsNil(element)))
        {
            var fact = Read(number, seen, contexts, units);
            facts.Add(number, entity is { Length: > 0 } ? fact with { Entity = entity } : fact);
        }
        return facts;
    }

    public static bool IsInline(IElement element, string name) =>
        element.LocalName == name && element.NamespaceUri?.EndsWith("/inlineXBRL", StringComparison.Ordinal) == true;

    private static Fact Read(
        IElement number, HtmlSight seen, IReadOnlyDictionary<string, XbrlContext> contexts, IReadOnlyDictionary<string, XbrlUnit> units)
    {
        var printed = Readable.Line(HtmlText.Read(number, seen).Text);
        return XbrlFact.Create(
            number.GetAttribute("name") ?? "",
            contexts.GetValueOrDefault(number.GetAttribute("contextRef") ?? ""),
            units.GetValueOrDefault(number.GetAttribute("unitRef") ?? ""),
            printed,
            Signed(InlineNumber.Parse(printed, number.GetAttribute("format")), number.GetAttribute("sign")),
            Scale(number.GetAttribute("scale")),
            number.GetAttribute("decimals"));
    }

    /// <summary>A sign that is printed and one that is said are the same one.</summary>
    private static decimal? Signed(decimal? value, string? sign) => sign?.Trim() == "-" && value > 0 ? -value : value;

    private static decimal Scale(string? power)
    {
        if (!int.TryParse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var tens)
            || Math.Abs(tens) > LargestScale)
        {
            return 1;
        }
        var scale = 1m;
        for (var n = 0; n < Math.Abs(tens); n++)
        {
            scale = tens > 0 ? scale * 10 : scale / 10;
        }
        return scale;
    }

    private static bool IsNil(IElement element) =>
        element.Attributes.Any(attribute => attribute is { LocalName: "nil", Value: "true" or "1" });
}
