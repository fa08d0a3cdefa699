namespace Preciso.Documents;

/// <summary>A kind of document: how it is told from others, which fields it has, and what must hold for them.</summary>
/// <param name="Key">snake_case, unique in a tenant: <c>receipt</c>, <c>tax_invoice</c>, <c>contract</c>, <c>report</c>, <c>certificate</c>
/// are built in.</param>
/// <param name="Names">By language: <c>ko</c> and <c>en</c>.</param>
/// <param name="Cues">Words and phrases that such a document has, ko and en; the more are found, the surer the guess.</param>
public sealed record DocumentType(
    string Key, IReadOnlyDictionary<string, string> Names, IReadOnlyList<string> Cues, IReadOnlyList<FieldDefinition> Fields,
    IReadOnlyList<ValidationRule> Rules)
{
    /// <summary>A longer document is of another type, whatever its words are; null where it may be of any length.</summary>
    public int? MostPages { get; init; }
}

/// <param name="Name">snake_case, unique in its type.</param>
/// <param name="Names">By language.</param>
/// <param name="Labels">What it is called where it is printed, ko and en, likeliest first.</param>
/// <param name="Pattern">A regular expression that its value matches (its group 1, if it has one); null for what its type looks
/// like.</param>
/// <param name="Position">Where it usually stands; null for anywhere.</param>
public sealed record FieldDefinition(
    string Name, IReadOnlyDictionary<string, string> Names, FieldType Type, IReadOnlyList<string> Labels, string? Pattern = null,
    FieldPosition? Position = null, bool Required = false);

public enum FieldPosition
{
    Top,
    Bottom,
    TopLeft,
    TopRight,
}

public enum RuleKind
{
    /// <summary>The field is there.</summary>
    Required,

    /// <summary>The field is <see cref="ValidationRule.Value"/>, compared as its type says.</summary>
    Equals,

    /// <summary>The field is at least <see cref="ValidationRule.Threshold"/> like <see cref="ValidationRule.Value"/>.</summary>
    Similar,

    /// <summary>The field matches the regular expression in <see cref="ValidationRule.Value"/>.</summary>
    Pattern,

    /// <summary>The field is what its type says, check digits included.</summary>
    Format,

    /// <summary>
    /// The field lies between <see cref="ValidationRule.Min"/> and <see cref="ValidationRule.Max"/> (numbers, or dates as 2018-03-05).
    /// </summary>
    Range,

    /// <summary>
    /// The field equals the sum of <see cref="ValidationRule.Others"/>; <c>lines.NAME</c> is the sum of that column of the document's
    /// lines.
    /// </summary>
    Sum,

    /// <summary>The dates of the field and of each of <see cref="ValidationRule.Others"/> follow one another.</summary>
    Order,

    /// <summary>
    /// No other document that its owner may read has the same bytes, nearly the same text, or the same values in the field and
    /// <see cref="ValidationRule.Others"/>.
    /// </summary>
    Unique,

    /// <summary>The field is in <see cref="ValidationRule.List"/>.</summary>
    OneOf,
}

/// <param name="Field">The field that it is about; null for the document as a whole (<see cref="RuleKind.Unique"/>).</param>
/// <param name="Warns">Broken, it warns instead of failing.</param>
public sealed record ValidationRule(
    RuleKind Kind, string? Field, bool Warns = false, string? Value = null, double? Threshold = null, string? Min = null,
    string? Max = null, IReadOnlyList<string>? Others = null, IReadOnlyList<string>? List = null);
