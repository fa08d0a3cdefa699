using Preciso.Documents;
using Preciso.Reading.Fields;

namespace Preciso.Reading.Validation;

/// <summary>Each rule names fields that there are, of types that it can judge, and has what its kind needs.</summary>
internal static class RuleDefinition
{
    public static void Require(DocumentType type)
    {
        var fields = type.Fields.ToDictionary(field => field.Name);
        foreach (var rule in type.Rules)
        {
            var name = Snake.Case(rule.Kind);
            var unknown = Named(rule).FirstOrDefault(field => !fields.ContainsKey(field));
            TypeDefinition.Demand(
                unknown is null, "rule_field_unknown", $"The rule '{name}' names the field '{unknown}', which the type does not have.");
            TypeDefinition.Demand(rule.Field is not null || rule.Kind == RuleKind.Unique, "rule_field_missing",
                $"Say which field the rule '{name}' is about.");
            var field = rule.Field is null ? null : fields[rule.Field];
            TypeDefinition.Demand(IsComplete(rule, field), "rule_incomplete",
                $"The rule '{name}' of '{rule.Field}' lacks what it compares with, or cannot judge a field of this type.");
            if (rule.Kind == RuleKind.Pattern)
            {
                TypeDefinition.RequirePattern(rule.Value, rule.Field!);
            }
        }
    }

    private static IEnumerable<string> Named(ValidationRule rule) =>
        (rule.Others ?? []).Where(other => !(rule.Kind == RuleKind.Sum && other.StartsWith(SumRule.OfLines, StringComparison.Ordinal)))
            .Concat(rule.Field is null ? [] : [rule.Field]);

    private static bool IsComplete(ValidationRule rule, FieldDefinition? field) => rule.Kind switch
    {
        RuleKind.Equals or RuleKind.Pattern => rule.Value is { Length: > 0 },
        RuleKind.Similar => rule is { Value.Length: > 0, Threshold: null or (>= 0 and <= 1) }
            && field!.Type is FieldType.Text or FieldType.Address,
        RuleKind.Range => (rule.Min ?? rule.Max) is not null && field!.Type is FieldType.Amount or FieldType.Number or FieldType.Date
            && new[] { rule.Min, rule.Max }.OfType<string>().All(bound => RangeRule.IsBound(field!.Type, bound)),
        RuleKind.Sum => rule.Others is { Count: > 0 } && field!.Type is FieldType.Amount or FieldType.Number,
        RuleKind.Order => rule.Others is { Count: > 0 } && field!.Type == FieldType.Date,
        RuleKind.OneOf => TypeDefinition.IsList(rule.List),
        _ => true,
    };
}
