using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Fields.Formats;
using Preciso.Reading.Validation;

namespace Preciso.Reading.Fields;

/// <summary>What a definition must be before it is saved or tried.</summary>
public static partial class TypeDefinition
{
    private const int MostFields = 100;
    private const int MostRules = 200;
    private const int MostWords = 200;
    private const int LongestWord = 200;
    private const int LongestListed = 2000;

    /// <summary>The type with nothing left out, or a problem that says what to mend.</summary>
    public static DocumentType Require(DocumentType? type)
    {
        Demand(type is not null, "type_missing", "Send the type's definition.");
        var whole = Whole(type!);
        Demand(Name().IsMatch(whole.Key), "type_key_invalid",
            "A type's key is 1 to 64 small letters, digits and underscores, beginning with a letter.");
        Demand(HasNames(whole.Names), "type_name_missing", "Give the type a name in at least one language, of at most 200 characters.");
        Demand(whole.MostPages is null or > 0, "type_pages_invalid", "The most pages that such a document has are one or more.");
        Demand(
            whole.Fields.Count <= MostFields && whole.Rules.Count <= MostRules && AreShort(whole.Cues)
                && whole.Fields.All(field => AreShort(field.Labels)), "type_too_large",
            $"A type has at most {MostFields} fields and {MostRules} rules, and each list of words {MostWords} of at most {LongestWord} "
            + $"characters.");
        foreach (var field in whole.Fields)
        {
            Demand(Name().IsMatch(field.Name), "field_name_invalid",
                "A field's name is 1 to 64 small letters, digits and underscores, beginning with a letter.");
            Demand(HasNames(field.Names), "field_label_missing", $"Give the field '{field.Name}' a name in at least one language.");
            RequirePattern(field.Pattern, field.Name);
        }
        Demand(whole.Fields.Select(field => field.Name).Distinct().Count() == whole.Fields.Count, "field_name_taken",
            "Two fields have the same name. Rename one.");
        RuleDefinition.Require(whole);
        return whole;
    }

    internal static void RequirePattern(string? pattern, string field)
    {
        try
        {
            Demand(pattern is null || pattern.Length is > 0 and <= Patterns.Longest, "pattern_too_long",
                $"The pattern of '{field}' is empty or longer than {Patterns.Longest} characters.");
            _ = pattern is null ? null : Patterns.Compile(pattern);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new ProblemException(
                ProblemKind.Invalid, "pattern_invalid",
                $"The pattern of '{field}' is not a regular expression that can be matched in linear time. Look-around and "
                + $"back-references cannot be used.");
        }
    }

    public static void Demand(bool holds, string code, string detail)
    {
        if (!holds)
        {
            throw new ProblemException(ProblemKind.Invalid, code, detail);
        }
    }

    // What a caller's JSON leaves out arrives as null, whatever the records say.
    private static DocumentType Whole(DocumentType type) => type with
    {
        Key = type.Key ?? "",
        Names = type.Names ?? new Dictionary<string, string>(),
        Cues = type.Cues ?? [],
        Fields = [.. (type.Fields ?? []).OfType<FieldDefinition>()
            .Select(field =>
                field with { Name = field.Name ?? "", Names = field.Names ?? new Dictionary<string, string>(),
                    Labels = field.Labels ?? [] })],
        Rules = [.. (type.Rules ?? []).OfType<ValidationRule>()
            .Select(rule => rule with { Others = rule.Others?.OfType<string>().ToList() })],
    };

    private static bool HasNames(IReadOnlyDictionary<string, string> names) =>
        names.Count is > 0 and <= 10
            && names.All(name => name.Key.Length is > 0 and <= 10 && name.Value is { Length: > 0 and <= LongestWord });

    private static bool AreShort(IReadOnlyList<string> words) =>
        words.Count <= MostWords && words.All(word => word is { Length: > 0 and <= LongestWord });

    internal static bool IsList(IReadOnlyList<string>? list) =>
        list is { Count: > 0 and <= LongestListed } && list.All(item => item is { Length: > 0 and <= LongestWord });

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,63}\z")]
    private static partial Regex Name();
}
