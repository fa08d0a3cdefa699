using System.Globalization;
using System.Text.RegularExpressions;
using Preciso.Documents;

namespace Preciso.Web.Documents.Types;

/// <summary>What a person can be told at the place, before the server is asked. Pure.</summary>
public static class TypeFlaws
{
    public static IReadOnlyList<Flaw> Find(TypeDraft type)
    {
        var fields = type.Fields.ToDictionary(field => field.Id);
        return
        [
            .. Name(type, type.Korean, type.English),
            .. type.Fields.SelectMany(field => OfField(field, type)),
            .. type.Rules.SelectMany(rule => OfRule(rule, fields)),
        ];
    }

    private static IEnumerable<Flaw> OfField(FieldDraft field, TypeDraft type)
    {
        foreach (var flaw in Name(field, field.Korean, field.English))
        {
            yield return flaw;
        }
        if (type.Fields.Exists(other => other != field && IsNamed(field.Korean, other.Korean)))
        {
            yield return new Flaw(field, FlawPart.Name, "flaw_name_twice");
        }
        if (Words.Split(field.Labels).Count == 0 && Words.OrNull(field.Pattern) is null)
        {
            yield return new Flaw(field, FlawPart.Labels, "flaw_labels");
        }
        if (!IsPattern(field.Pattern))
        {
            yield return new Flaw(field, FlawPart.Pattern, "flaw_pattern");
        }
    }

    private static IEnumerable<Flaw> OfRule(RuleDraft rule, Dictionary<string, FieldDraft> fields)
    {
        var field = fields.GetValueOrDefault(rule.Field);
        if (Field(rule, field) is { } wrong)
        {
            yield return new Flaw(rule, FlawPart.Field, wrong);
        }
        if (rule.Kind.HasOthers() && Others(rule, fields) is { } others)
        {
            yield return new Flaw(rule, FlawPart.Others, others);
        }
        var own = rule.Kind switch
        {
            RuleKind.Equals or RuleKind.Similar when Words.OrNull(rule.Value) is null =>
                new Flaw(rule, FlawPart.Value, "flaw_value_missing"),
            RuleKind.Pattern when Words.OrNull(rule.Value) is null || !IsPattern(rule.Value) =>
                new Flaw(rule, FlawPart.Value, "flaw_pattern"),
            RuleKind.Range when Range(rule, field) is { } range => new Flaw(rule, FlawPart.Range, range),
            RuleKind.OneOf when Words.Split(rule.List).Count == 0 => new Flaw(rule, FlawPart.List, "flaw_list_empty"),
            _ => null,
        };
        if (own is not null)
        {
            yield return own;
        }
    }

    private static string? Field(RuleDraft rule, FieldDraft? field) => (rule.Field, field) switch
    {
        ("", _) => rule.Kind == RuleKind.Unique ? null : "flaw_field_missing",
        (_, null) => "flaw_field_gone",
        _ => rule.Kind.Judges(field.Type) ? null : "flaw_field_unfit",
    };

    private static string? Others(RuleDraft rule, Dictionary<string, FieldDraft> fields)
    {
        var named = rule.Others.Where(other => RuleTerms.Column(other) is null).Select(other => fields.GetValueOrDefault(other)).ToList();
        return rule.Kind != RuleKind.Unique && rule.Others.Count == 0 ? "flaw_others_missing"
            : named.Contains(null) ? "flaw_field_gone"
            : named.TrueForAll(other => rule.Kind.Judges(other!.Type)) ? null : "flaw_field_unfit";
    }

    private static string? Range(RuleDraft rule, FieldDraft? field)
    {
        var (min, max) = (Words.OrNull(rule.Min), Words.OrNull(rule.Max));
        if (min is null && max is null)
        {
            return "flaw_range_missing";
        }
        var (low, high) = (Place(min, field?.Type), Place(max, field?.Type));
        return (min is not null && low is null) || (max is not null && high is null) ? "flaw_range_value"
            : low > high ? "flaw_range_order" : null;
    }

    /// <summary>Where a bound stands among its like: numbers as they are, dates by their day.</summary>
    private static decimal? Place(string? bound, FieldType? type) => type == FieldType.Date
        ? DateOnly.TryParseExact(bound, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : null
        : decimal.TryParse(bound, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IEnumerable<Flaw> Name(object on, string korean, string english) =>
        Words.OrNull(korean) is null && Words.OrNull(english) is null ? [new Flaw(on, FlawPart.Name, "flaw_name_missing")] : [];

    private static bool IsNamed(string name, string other) => Words.OrNull(name) is { } given && given == Words.OrNull(other);

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.None, TimeSpan.FromMilliseconds(100));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
