using Preciso.Documents;

namespace Preciso.Reading.Fields;

/// <summary>The types that every tenant has; its own of the same key take their place.</summary>
public static class BuiltInTypes
{
    public static IReadOnlyList<DocumentType> All { get; } =
        [.. new[] { "receipt", "tax_invoice", "contract", "report", "certificate", "other" }.Select(
            key => EmbeddedJson.Read<DocumentType>($"{key}.json"))];

    /// <summary>What fits no other type. It has no fields.</summary>
    public static DocumentType Other { get; } = All[^1];
}
