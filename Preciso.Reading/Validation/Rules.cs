using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Fields.Formats;
using Preciso.Reading.Fields.Similarity;

namespace Preciso.Reading.Validation;

/// <summary>
/// Every kind of rule. One whose field was not found says nothing: whether the field has to be there is a rule of its own.
/// </summary>
internal static class Rules
{
    public static IEnumerable<FieldCheck> Check(Findings found, ValidationRule rule) => rule.Kind switch
    {
        RuleKind.Required => [Required(found, rule)],
        RuleKind.Unique => UniqueRule.Check(found, rule),
        _ => found.Field(rule.Field) is { } field ? Check(found, field, rule) : [],
    };

    private static IEnumerable<FieldCheck> Check(Findings found, DocumentField field, ValidationRule rule) => rule.Kind switch
    {
        RuleKind.Equals => [Equals(field, rule)],
        RuleKind.Similar => [Similar(field, rule)],
        RuleKind.Pattern => [Pattern(field, rule)],
        RuleKind.Format => [Format(field, rule)],
        RuleKind.Range => [RangeRule.Check(field, rule)],
        RuleKind.Sum => SumRule.Check(found, field, rule),
        RuleKind.Order => OrderRule.Check(found, field, rule),
        RuleKind.OneOf => [OneOf(field, rule)],
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Kind, "There is no such kind of rule."),
    };

    public static FieldCheck Required(Findings found, ValidationRule rule) => found.Field(rule.Field) is { } field
        ? Pass(rule, field.Printed)
        : Broken(rule, "missing", $"'{rule.Field}' was not found.");

    public static FieldCheck Pass(ValidationRule rule, string? actual, string? expected = null) =>
        new(Snake.Case(rule.Kind), rule.Field, CheckOutcome.Pass, Expected: expected, Actual: actual);

    public static FieldCheck Broken(ValidationRule rule, string code, string reason, string? actual = null, string? expected = null) =>
        new(Snake.Case(rule.Kind), rule.Field, rule.Warns ? CheckOutcome.Warn : CheckOutcome.Fail, code, reason, expected, actual);

    private static FieldCheck Equals(DocumentField field, ValidationRule rule) =>
        Comparison.Compare(field, rule.Value!).Verdict == Verdict.Same
            ? Pass(rule, field.Printed, rule.Value)
            : Broken(rule, "not_equal", $"'{field.Name}' is '{field.Printed}' and not '{rule.Value}'.", field.Printed, rule.Value);

    private static FieldCheck Similar(DocumentField field, ValidationRule rule)
    {
        var likeness = Math.Round(Likeness.Compute(field.Printed, rule.Value!), 4);
        var check = likeness >= (rule.Threshold ?? Comparison.Same)
            ? Pass(rule, field.Printed, rule.Value)
            : Broken(rule, "not_similar", $"'{field.Name}' is '{field.Printed}', too unlike '{rule.Value}'.", field.Printed, rule.Value);
        return check with { Similarity = likeness };
    }

    private static FieldCheck Pattern(DocumentField field, ValidationRule rule)
    {
        try
        {
            return Patterns.Compile($"^(?:{rule.Value})$").IsMatch(field.Printed)
                ? Pass(rule, field.Printed, rule.Value)
                : Broken(rule, "pattern_mismatch", $"'{field.Name}' is '{field.Printed}', which does not match '{rule.Value}'.",
                    field.Printed, rule.Value);
        }
        catch (RegexMatchTimeoutException)
        {
            return Broken(rule, "pattern_too_slow",
                $"'{rule.Value}' takes too long on '{field.Name}'. Write it without nested repetitions.", field.Printed, rule.Value);
        }
    }

    private static FieldCheck Format(DocumentField field, ValidationRule rule) =>
        field.Value is not null ? Pass(rule, field.Printed)
        : field.Type == FieldType.BusinessNumber && BusinessNumbers.HasForm(field.Printed)
            ? Broken(rule, "check_digit_wrong", $"The check digit of '{field.Printed}' is wrong.", field.Printed)
        : field.Type == FieldType.Date && Dates.Find(field.Printed, DateOrder.Unknown).Any()
            ? Broken(rule, "ambiguous_date", $"'{field.Printed}' can be read as more than one day.", field.Printed)
        : Broken(rule, "bad_format", $"'{field.Printed}' is no {Snake.Case(field.Type).Replace('_', ' ')}.", field.Printed);

    private static FieldCheck OneOf(DocumentField field, ValidationRule rule) =>
        rule.List!.Any(item => Comparison.Compare(field, item).Verdict == Verdict.Same)
            ? Pass(rule, field.Printed)
            : Broken(rule, "not_in_list", $"'{field.Name}' is '{field.Printed}', which is not in the list.", field.Printed);
}
