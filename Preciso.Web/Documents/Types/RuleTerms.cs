using Preciso.Documents;

namespace Preciso.Web.Documents.Types;

/// <summary>
/// What a rule may be about besides its own field: another field, or a column of the document's lines (the goods of an invoice).
/// </summary>
public static class RuleTerms
{
    private const string Lines = "lines.";

    /// <summary>Those that can be added up, whatever their heads say.</summary>
    public static readonly IReadOnlyList<string> Columns = [
        .. new[] { "amount", "supply_amount", "tax", "quantity" }.Select(name => Lines + name)];

    /// <summary>The name of the column; null for a field.</summary>
    public static string? Column(string term) => term.StartsWith(Lines, StringComparison.Ordinal) ? term[Lines.Length..] : null;

    /// <summary>The rule is about several fields.</summary>
    public static bool HasOthers(this RuleKind kind) => kind is RuleKind.Sum or RuleKind.Order or RuleKind.Unique;

    /// <summary>A rule of this kind can judge such a field.</summary>
    public static bool Judges(this RuleKind kind, FieldType type) => kind switch
    {
        RuleKind.Sum => type is FieldType.Amount or FieldType.Number,
        RuleKind.Order => type == FieldType.Date,
        RuleKind.Range => type is FieldType.Amount or FieldType.Number or FieldType.Date,
        RuleKind.Similar => type is FieldType.Text or FieldType.Address,
        _ => true,
    };
}
