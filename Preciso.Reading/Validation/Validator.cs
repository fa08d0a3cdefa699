using Preciso.Documents;

namespace Preciso.Reading.Validation;

/// <summary>Checks what was read against what was expected and against the rules of its type. Pure.</summary>
public sealed class Validator
{
    /// <summary>
    /// A type that a person chose. A guess may be wrong, and then what it requires may be no field of the document at all.
    /// </summary>
    private const double Chosen = 1;

    /// <summary>With a type less sure than this, its rules only warn.</summary>
    private const double SureOfType = 0.6;

    /// <param name="expected">What whoever uploaded the file expects, by field.</param>
    /// <param name="duplicates">Other documents that are like this one, as far as they are known.</param>
    public static IReadOnlyList<FieldCheck> Check(
        DocumentType type, double typeConfidence, IReadOnlyDictionary<string, string>? expected, IReadOnlyList<DocumentField> fields,
        IReadOnlyList<DocumentLine> lines, Duplicates duplicates)
    {
        var found = new Findings(type, fields.ToDictionary(field => field.Name), lines, duplicates);
        var required = type.Fields.Where(field => field.Required).Select(field => field.Name)
            .Where(name => expected?.ContainsKey(name) != true);
        return
        [
            .. (expected ?? new Dictionary<string, string>()).Select(pair => ExpectedFieldCheck.Check(found, pair.Key, pair.Value)),
            .. required.Select(name => Rules.Required(found, new ValidationRule(RuleKind.Required, name, Warns: typeConfidence < Chosen))),
            .. type.Rules.SelectMany(rule => Rules.Check(found, rule with { Warns = rule.Warns || typeConfidence < SureOfType })),
        ];
    }
}

/// <summary>All that a rule may ask about a document.</summary>
internal sealed record Findings(
    DocumentType Type, IReadOnlyDictionary<string, DocumentField> Fields, IReadOnlyList<DocumentLine> Lines, Duplicates Duplicates)
{
    public DocumentField? Field(string? name) => name is null ? null : Fields.GetValueOrDefault(name);
}
