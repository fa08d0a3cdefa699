using Preciso.Documents;
using Preciso.Web.Resources;

namespace Preciso.Web.Documents.Types;

/// <summary>A rule as a sentence that a person would say.</summary>
public sealed class RuleSentences(Texts texts)
{
    public string Describe(ValidationRule rule, DocumentType type) => Particles.Fit(rule.Kind switch
    {
        RuleKind.Required => Say("rule_says_required", Field(rule, type)),
        RuleKind.Equals => Say("rule_says_equals", Field(rule, type), rule.Value ?? "…"),
        RuleKind.Similar => Say("rule_says_similar", Field(rule, type), Given(rule.Value), Texts.Percent(rule.Threshold ?? 0)),
        RuleKind.Pattern => Say("rule_says_pattern", Field(rule, type), Given(rule.Value)),
        RuleKind.Format => Say("rule_says_format", Field(rule, type), FieldType(rule, type)),
        RuleKind.Range => Range(rule, type),
        RuleKind.Sum => Say("rule_says_sum", Field(rule, type), Others(rule, type, " + ")),
        RuleKind.Order => Say("rule_says_order", $"{Field(rule, type)} → {Others(rule, type, " → ")}"),
        RuleKind.Unique when rule.Field is null => texts["rule_says_unique"],
        RuleKind.Unique => Say("rule_says_unique_fields", Named([rule.Field!, .. rule.Others ?? []], type, ", ")),
        RuleKind.OneOf => Say("rule_says_one_of", Field(rule, type), rule.List is { Count: > 0 } list ? string.Join(", ", list) : "…"),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Kind, "It has no sentence."),
    });

    /// <summary>With what happens when it is broken.</summary>
    public string WithOutcome(ValidationRule rule, DocumentType type) =>
        $"{Describe(rule, type)} ({texts[rule.Warns ? "rule_warns" : "rule_fails"]})";

    /// <summary>What a check looked at: a rule of the type, or one that its fields imply.</summary>
    public string Describe(FieldCheck check, DocumentType type) =>
        type.Rules.FirstOrDefault(rule => Snake.Case(rule.Kind) == check.Rule && rule.Field == check.Field) is { } written
            ? Describe(written, type)
        : check.Rule == "expected" ? Particles.Fit(Say("rule_says_expected", Name(check.Field!, type), Given(check.Expected)))
        : Snake.TryParse<RuleKind>(check.Rule, out var kind) ? Describe(new ValidationRule(kind, check.Field, Value: check.Expected), type)
        : check.Rule;

    /// <summary>A field by its name in the reader's language, a column of the lines as such.</summary>
    public string Name(string term, DocumentType type) =>
        RuleTerms.Column(term) is { } column ? texts.Column(column)
        : type.Fields.FirstOrDefault(field => field.Name == term)?.Names.InLanguage() is { Length: > 0 } name ? name
        : "…";

    private string Range(ValidationRule rule, DocumentType type) => (rule.Min, rule.Max) switch
    {
        ({ } min, { } max) => Say("rule_says_between", Field(rule, type), min, max),
        (null, { } max) => Say("rule_says_at_most", Field(rule, type), max),
        var (min, _) => Say("rule_says_at_least", Field(rule, type), Given(min)),
    };

    private string Field(ValidationRule rule, DocumentType type) => rule.Field is null ? "…" : Name(rule.Field, type);

    private string FieldType(ValidationRule rule, DocumentType type) =>
        type.Fields.FirstOrDefault(field => field.Name == rule.Field) is { } field ? texts.Word(field.Type) : "…";

    private string Others(ValidationRule rule, DocumentType type, string between) => Named(rule.Others ?? [], type, between);

    private string Named(IReadOnlyList<string> terms, DocumentType type, string between) =>
        terms.Count == 0 ? "…" : string.Join(between, terms.Select(term => Name(term, type)));

    private string Say(string key, params object[] arguments) => texts.Format(key, arguments);

    private static string Given(string? value) => string.IsNullOrEmpty(value) ? "…" : value;
}
