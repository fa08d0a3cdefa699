using Preciso.Documents;

namespace Preciso.Reading.Validation;

/// <summary>No other document is the same file, nearly the same text, or the same in the fields that the rule names.</summary>
public static class UniqueRule
{
    /// <summary>The fields in which documents have to differ.</summary>
    public static string[] Names(ValidationRule rule) => rule.Field is null ? [] : [rule.Field, .. rule.Others ?? []];

    internal static IEnumerable<FieldCheck> Check(Findings found, ValidationRule rule)
    {
        var duplicates = found.Duplicates;
        var names = Names(rule);
        var checks = new List<FieldCheck>();
        if (duplicates.SameFile is { } file)
        {
            checks.Add(Rules.Broken(rule, "duplicate_file", "The same file is there as another document.") with
            {
                Similarity = 1,
                Other = file,
            });
        }
        checks.AddRange(duplicates.Near.Where(near => near.DocumentId != duplicates.SameFile).Select(near =>
            Rules.Broken(rule, "near_duplicate", "Another document has nearly the same text.") with
            {
                Similarity = Math.Round(near.Similarity, 4),
                Other = near.DocumentId,
            }));
        checks.AddRange(duplicates.Same.Where(same => names.Length > 0 && same.Fields.SequenceEqual(names)).Select(same =>
            Rules.Broken(
                rule, "duplicate_values", $"Another document has the same {string.Join(", ", names)}.",
                found.Field(rule.Field)?.Printed) with
            {
                Other = same.DocumentId,
            }));
        return checks.Count > 0 ? checks : [Rules.Pass(rule, found.Field(rule.Field)?.Printed)];
    }
}
