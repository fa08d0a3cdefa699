using System.Globalization;
using Preciso.Documents;

namespace Preciso.Reading.Validation;

/// <summary>A field is the exact sum of others, or of a column of the document's lines.</summary>
internal static class SumRule
{
    public const string OfLines = "lines.";

    public static IEnumerable<FieldCheck> Check(Findings found, DocumentField field, ValidationRule rule)
    {
        var parts = rule.Others!.Select(name => Part(found, name)).ToList();
        if (parts.Contains(null) || Value(field) is not { } printed)
        {
            yield break; // what was not read cannot be added up
        }
        var sum = parts.Sum()!.Value;
        var expected = sum.ToString(CultureInfo.InvariantCulture);
        yield return sum == printed
            ? Rules.Pass(rule, field.Printed, expected)
            : Rules.Broken(rule, "sum_mismatch",
                $"'{field.Name}' is '{field.Printed}', but {string.Join(" + ", rule.Others!)} is {expected}.", field.Printed, expected);
    }

    /// <summary>Null if a part is missing; a line without the column is none of the sum.</summary>
    private static decimal? Part(Findings found, string name)
    {
        if (!name.StartsWith(OfLines, StringComparison.Ordinal))
        {
            return found.Field(name) is { } field ? Value(field) : null;
        }
        var cells = found.Lines.Where(line => line.Cells.ContainsKey(name[OfLines.Length..]))
            .Select(line => line.Number(name[OfLines.Length..])).ToList();
        return cells.Count == 0 || cells.Contains(null) ? null : cells.Sum();
    }

    private static decimal? Value(DocumentField field) =>
        decimal.TryParse(field.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
