using Preciso.Documents;
using Preciso.Reading.Validation;
using Preciso.Tests.Reading.Fields;

namespace Preciso.Tests.Reading.Validation;

public sealed class ValidatorTests
{
    private static readonly Guid Other = Guid.CreateVersion7();

    [Theory]
    [InlineData(FieldType.Amount, "64.15", "64.15", "64.1500", CheckOutcome.Pass, null)]
    [InlineData(FieldType.Amount, "RM64.15", "64.15", "RM 64.15", CheckOutcome.Pass, null)]
    [InlineData(FieldType.Amount, "12,000원", "12000", "12000", CheckOutcome.Pass, null)]
    [InlineData(FieldType.Amount, "64.15", "64.15", "64.16", CheckOutcome.Fail, "not_equal")]
    [InlineData(FieldType.Amount, "1.234", null, "1234", CheckOutcome.Fail, "not_equal")]
    [InlineData(FieldType.Date, "2024년 3월 5일", "2024-03-05", "05 Mar 2024", CheckOutcome.Pass, null)]
    [InlineData(FieldType.Date, "5/3/2018", "2018-03-05", "2018-03-05", CheckOutcome.Pass, null)]
    [InlineData(FieldType.Date, "5/3/2018", null, "2018-03-05", CheckOutcome.Warn, "ambiguous_date")]
    [InlineData(FieldType.Date, "5/3/2018", null, "2018-03-06", CheckOutcome.Fail, "not_equal")]
    [InlineData(FieldType.Date, "2024-03-05", "2024-03-05", "2024-03-06", CheckOutcome.Fail, "not_equal")]
    [InlineData(FieldType.Text, "㈜한빛정밀", "㈜한빛정밀", "주식회사 한빛정밀", CheckOutcome.Pass, null)]
    [InlineData(
        FieldType.Text, "Hanbit Precision Co., Ltd.", "Hanbit Precision Co., Ltd.", "HANBIT PRECISION CO LTD", CheckOutcome.Pass, null)]
    [InlineData(FieldType.Text, "Precision Hanbit", "Precision Hanbit", "Hanbit Precision", CheckOutcome.Pass, null)]
    [InlineData(FieldType.Text, "한빛정밀", "한빛정밀", "한빛정말", CheckOutcome.Pass, null)]
    [InlineData(FieldType.Text, "한빛정밀 제1공장", "한빛정밀 제1공장", "한빛정밀 제2공장", CheckOutcome.Warn, "nearly_equal")]
    [InlineData(FieldType.Text, "한빛정밀", "한빛정밀", "누리상사", CheckOutcome.Fail, "not_equal")]
    [InlineData(FieldType.Text, "20250314-0012", "20250314-0012", "20250314-0013", CheckOutcome.Fail, "not_equal")]
    [InlineData(FieldType.BusinessNumber, "234-56-78016", "234-56-78016", "2345678016", CheckOutcome.Pass, null)]
    [InlineData(FieldType.BusinessNumber, "234-56-78016", "234-56-78016", "234-56-78017", CheckOutcome.Fail, "not_equal")]
    [InlineData(FieldType.Email, "Kim@Example.com", "kim@example.com", "kim@example.com", CheckOutcome.Pass, null)]
    [InlineData(FieldType.ResidentNumber, "900101-*******", "900101-*******", "900101-1234567", CheckOutcome.Pass, null)]
    [InlineData(FieldType.ResidentNumber, "900101-*******", "900101-*******", "900102-1234567", CheckOutcome.Fail, "not_equal")]
    public void What_was_expected_is_compared_as_its_type_says(
        FieldType type, string printed, string? value, string expected, CheckOutcome outcome, string? code)
    {
        var check =
            Assert.Single(
                Validator.Check(TypeOf([Field("field", type)]), 1, Expect("field", expected), [Found("field", type, printed, value)], [],
                    Duplicates.None));

        Assert.Equal(("expected", "field", outcome, code), (check.Rule, check.Field, check.Outcome, check.Code));
        Assert.Equal(code is null, check.Reason is null);
    }

    [Fact]
    public void What_was_expected_and_not_found_fails()
    {
        var check = Assert.Single(
            Validator.Check(TypeOf([Field("total", FieldType.Amount)]), 1, Expect("total", "64.15"), [], [], Duplicates.None));

        Assert.Equal((CheckOutcome.Fail, "missing", "64.15"), (check.Outcome, check.Code, check.Expected));
    }

    [Fact]
    public void An_expected_resident_number_is_not_repeated()
    {
        var check = Assert.Single(Validator.Check(TypeOf([]), 1, Expect("id", "900101-1234567"), [], [], Duplicates.None));

        Assert.DoesNotContain("1234567", check.Expected + check.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, CheckOutcome.Fail)]
    [InlineData(0.95, CheckOutcome.Warn)]
    [InlineData(0.5, CheckOutcome.Warn)]
    public void A_required_field_that_is_missing_fails_where_a_person_chose_the_type(double confidence, CheckOutcome outcome)
    {
        var type = TypeOf([Field("total", FieldType.Amount) with { Required = true }]);

        var check = Assert.Single(Validator.Check(type, confidence, null, [], [], Duplicates.None));

        Assert.Equal(("required", outcome, "missing"), (check.Rule, check.Outcome, check.Code));
    }

    public static TheoryData<string, ValidationRule, string, string?> RuleCases => new()
    {
        { "required, there", new ValidationRule(RuleKind.Required, "name"), "required", null },
        { "required, missing", new ValidationRule(RuleKind.Required, "absent"), "required", "missing" },
        { "equals", new ValidationRule(RuleKind.Equals, "total", Value: "12,000원"), "equals", null },
        { "equals, not", new ValidationRule(RuleKind.Equals, "total", Value: "12001"), "equals", "not_equal" },
        { "similar", new ValidationRule(RuleKind.Similar, "name", Value: "Hanbit Precison", Threshold: 0.9), "similar", null },
        { "similar, not", new ValidationRule(RuleKind.Similar, "name", Value: "Nuri Trading", Threshold: 0.9), "similar", "not_similar" },
        { "pattern", new ValidationRule(RuleKind.Pattern, "number", Value: "[A-Z]-\\d+"), "pattern", null },
        { "pattern, only part of it", new ValidationRule(RuleKind.Pattern, "number", Value: "[A-Z]-\\d"), "pattern", "pattern_mismatch" },
        { "format", new ValidationRule(RuleKind.Format, "total"), "format", null },
        { "format, check digit", new ValidationRule(RuleKind.Format, "business"), "format", "check_digit_wrong" },
        { "format, two days", new ValidationRule(RuleKind.Format, "unclear"), "format", "ambiguous_date" },
        { "format, not at all", new ValidationRule(RuleKind.Format, "garbled"), "format", "bad_format" },
        { "range", new ValidationRule(RuleKind.Range, "total", Min: "0", Max: "12000"), "range", null },
        { "range, over", new ValidationRule(RuleKind.Range, "total", Max: "11999.99"), "range", "out_of_range" },
        { "range of days", new ValidationRule(RuleKind.Range, "start", Min: "2025-01-01", Max: "2025-12-31"), "range", null },
        { "range of days, before", new ValidationRule(RuleKind.Range, "start", Min: "2025-06-01"), "range", "out_of_range" },
        { "range of what is no number", new ValidationRule(RuleKind.Range, "garbled", Max: "5"), "range", "bad_format" },
        { "sum", new ValidationRule(RuleKind.Sum, "total", Others: ["supply", "tax"]), "sum", null },
        { "sum, off by a cent", new ValidationRule(RuleKind.Sum, "total", Others: ["supply", "wrong_tax"]), "sum", "sum_mismatch" },
        { "sum of lines", new ValidationRule(RuleKind.Sum, "total", Others: ["lines.amount"]), "sum", null },
        { "sum of lines and a field", new ValidationRule(RuleKind.Sum, "total", Others: ["lines.amount", "tax"]), "sum", "sum_mismatch" },
        { "order", new ValidationRule(RuleKind.Order, "start", Others: ["end"]), "order", null },
        { "order, the same day", new ValidationRule(RuleKind.Order, "start", Others: ["start"]), "order", null },
        { "order, wrong", new ValidationRule(RuleKind.Order, "end", Others: ["start"]), "order", "wrong_order" },
        { "one of", new ValidationRule(RuleKind.OneOf, "name", List: ["Nuri", "HANBIT PRECISION"]), "one_of", null },
        { "one of, none", new ValidationRule(RuleKind.OneOf, "name", List: ["Nuri"]), "one_of", "not_in_list" },
        { "unique", new ValidationRule(RuleKind.Unique, null), "unique", null },
    };

    [Theory]
    [MemberData(nameof(RuleCases))]
    public void A_rule_passes_or_fails_or_warns(string name, ValidationRule rule, string kind, string? code)
    {
        Assert.NotEmpty(name);
        var failing = Assert.Single(Check(rule, Duplicates.None));
        var warning = Assert.Single(Check(rule with { Warns = true }, Duplicates.None));

        Assert.Equal((kind, code), (failing.Rule, failing.Code));
        Assert.Equal(code is null ? CheckOutcome.Pass : CheckOutcome.Fail, failing.Outcome);
        Assert.Equal(code is null ? CheckOutcome.Pass : CheckOutcome.Warn, warning.Outcome);
    }

    [Fact]
    public void A_rule_about_a_field_that_was_not_found_says_nothing()
    {
        var checks = Enum.GetValues<RuleKind>().Except([RuleKind.Required, RuleKind.Unique])
            .SelectMany(
                kind => Check(new ValidationRule(kind, "absent", Value: "x", Min: "1", Others: ["total"], List: ["x"]), Duplicates.None));

        Assert.Empty(checks);
    }

    [Fact]
    public void A_sum_with_a_part_that_was_not_read_says_nothing()
    {
        var checks = Check(new ValidationRule(RuleKind.Sum, "total", Others: ["supply", "absent"]), Duplicates.None);

        Assert.Empty(checks);
    }

    [Fact]
    public void Duplicates_are_named_with_the_other_document()
    {
        var duplicates = new Duplicates(
            Other, [new NearDuplicate(Guid.CreateVersion7(), 0.93)], [new SameValues(Guid.CreateVersion7(), ["name", "total"])]);

        var checks = Check(new ValidationRule(RuleKind.Unique, "name", Others: ["total"]), duplicates);

        Assert.Equal(["duplicate_file", "near_duplicate", "duplicate_values"], checks.Select(check => check.Code));
        Assert.Equal([Other, duplicates.Near[0].DocumentId, duplicates.Same[0].DocumentId], checks.Select(check => check.Other));
        Assert.Equal([1, 0.93, null], checks.Select(check => check.Similarity));
    }

    [Fact]
    public void Same_values_of_another_rule_are_not_this_rules_matter()
    {
        var duplicates = new Duplicates(null, [], [new SameValues(Other, ["number"])]);

        var check = Assert.Single(Check(new ValidationRule(RuleKind.Unique, "name", Others: ["total"]), duplicates));

        Assert.Equal(CheckOutcome.Pass, check.Outcome);
    }

    private static IReadOnlyList<FieldCheck> Check(ValidationRule rule, Duplicates duplicates)
    {
        DocumentField[] fields =
        [
            Found("name", FieldType.Text, "Hanbit Precision", "Hanbit Precision"), Found("number", FieldType.Text, "A-2291", "A-2291"),
            Found("total", FieldType.Amount, "12,000", "12000"), Found("supply", FieldType.Amount, "10,909.10", "10909.10"),
            Found("tax", FieldType.Amount, "1,090.90", "1090.90"), Found("wrong_tax", FieldType.Amount, "1,090.91", "1090.91"),
            Found("start", FieldType.Date, "2025-02-01", "2025-02-01"), Found("end", FieldType.Date, "2026-01-31", "2026-01-31"),
            Found("business", FieldType.BusinessNumber, "234-56-78017", null), Found("unclear", FieldType.Date, "05/03/2018", null),
            Found("garbled", FieldType.Amount, "12..3", null),
        ];
        DocumentLine[] lines = [Line("10,000"), Line("2,000")];
        return Validator.Check(TypeOf([], rule), 1, null, fields, lines, duplicates);
    }

    private static DocumentLine Line(string amount) => new(1, 0, 1, new Dictionary<string, string> { ["amount"] = amount });

    private static DocumentType TypeOf(FieldDefinition[] fields, params ValidationRule[] rules) =>
        Sheet.TypeOf(fields) with { Rules = rules };

    private static FieldDefinition Field(string name, FieldType type) => new(name, Sheet.Names(name), type, []);

    private static DocumentField Found(string name, FieldType type, string printed, string? value) =>
        new(name, type, printed, value, 1, new Box(0, 0, 1, 1), printed, ReadingMethod.TextLayer, 1);

    private static Dictionary<string, string> Expect(string name, string text) => new() { [name] = text };
}
