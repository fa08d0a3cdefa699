using Preciso.Documents;

namespace Preciso.Reading.Xbrl;

/// <summary>A stated number as a fact that has no place on a page yet.</summary>
internal static class XbrlFact
{
    private const decimal Percent = 0.01m;

    public static Fact Create(
        string concept, XbrlContext? context, XbrlUnit? unit, string printed, decimal? value, decimal scale, string? decimals)
    {
        var metric = ConceptName.Words(concept);
        var dimensions = context?.Dimensions ?? [];
        var label = dimensions.Count == 0 ? metric : $"{metric} [{string.Join("; ", dimensions)}]";
        var isPercent = scale == Percent && unit is { Currency: null, Unit: null };
        return new Fact(
            Page: 0, Ordinal: 0, FactSource.Xbrl, context?.Entity, label, ConceptName.Key(metric), printed, value,
            isPercent ? "%" : unit?.Unit, scale, ScalePrinted: null, unit?.Currency, context?.Period, Cell: null, Box: default, Snippet: "",
            ReadingMethod.Structure, Confidence: 1, decimals);
    }
}
