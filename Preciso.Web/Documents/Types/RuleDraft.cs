using Preciso.Documents;

namespace Preciso.Web.Documents.Types;

/// <summary>
/// A rule as it is being written down. Fields are named by <see cref="FieldDraft.Id"/>, columns of the document's lines as
/// <c>lines.NAME</c>.
/// </summary>
public sealed class RuleDraft
{
    private const double UsualLikeness = 0.9;

    /// <summary>Not saved yet.</summary>
    public bool IsNew { get; private init; } = true;

    public RuleKind Kind { get; set; }

    /// <summary>Empty for the document as a whole, or while none is chosen.</summary>
    public string Field { get; set; } = "";

    public bool Warns { get; set; }

    public string Value { get; set; } = "";

    /// <summary>In percent, as people say it.</summary>
    public int Likeness { get; set; } = (int)(100 * UsualLikeness);

    public string Min { get; set; } = "";

    public string Max { get; set; } = "";

    public List<string> Others { get; private init; } = [];

    /// <summary>Separated by commas.</summary>
    public string List { get; set; } = "";

    public static RuleDraft From(ValidationRule rule) => new()
    {
        IsNew = false,
        Kind = rule.Kind,
        Field = rule.Field ?? "",
        Warns = rule.Warns,
        Value = rule.Value ?? "",
        Likeness = (int)Math.Round(100 * (rule.Threshold ?? UsualLikeness)),
        Min = rule.Min ?? "",
        Max = rule.Max ?? "",
        Others = [.. rule.Others ?? []],
        List = Words.Join(rule.List ?? []),
    };

    /// <summary>Only what its kind asks for is kept, whatever was typed under another kind before.</summary>
    /// <param name="name">The name of a field by what stands for it here; columns stay what they are.</param>
    public ValidationRule ToRule(Func<string, string> name) => new(
        Kind,
        Field.Length == 0 ? null : name(Field),
        Warns,
        Kind is RuleKind.Equals or RuleKind.Similar or RuleKind.Pattern ? Value.Trim() : null,
        Kind == RuleKind.Similar ? Likeness / 100.0 : null,
        Kind == RuleKind.Range ? Words.OrNull(Min) : null,
        Kind == RuleKind.Range ? Words.OrNull(Max) : null,
        Kind.HasOthers() && Others.Count > 0 ? [.. Others.Select(name)] : null,
        Kind == RuleKind.OneOf ? Words.Split(List) : null);
}
