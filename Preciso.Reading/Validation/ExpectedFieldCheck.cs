using Preciso.Documents;

namespace Preciso.Reading.Validation;

/// <summary>One field against what was expected of it at upload.</summary>
internal static class ExpectedFieldCheck
{
    private const string Rule = "expected";

    public static FieldCheck Check(Findings found, string name, string expected)
    {
        if (found.Field(name) is not { } field)
        {
            return new FieldCheck(Rule, name, CheckOutcome.Fail, "missing",
                $"'{name}' was expected to be '{Comparison.Shown(expected)}' and was not found.", Comparison.Shown(expected));
        }
        var compared = Comparison.Compare(field, expected);
        var (outcome, code) = compared.Verdict switch
        {
            Verdict.Same => (CheckOutcome.Pass, (string?)null),
            Verdict.Alike => (CheckOutcome.Warn, "nearly_equal"),
            Verdict.Ambiguous => (CheckOutcome.Warn, "ambiguous_date"),
            _ => (CheckOutcome.Fail, "not_equal"),
        };
        return new FieldCheck(
            Rule, name, outcome, code, code is null ? null : $"'{name}' is '{field.Printed}'; expected was '{Comparison.Shown(expected)}'.",
            Comparison.Shown(expected), field.Printed, compared.Similarity);
    }
}
