using System.Globalization;
using Preciso.Documents;
using Preciso.Reading.Fields.Formats;

namespace Preciso.Reading.Validation;

/// <summary>A number or a date between two others; either end may be open.</summary>
internal static class RangeRule
{
    public static FieldCheck Check(DocumentField field, ValidationRule rule)
    {
        var expected = $"{rule.Min ?? "…"} – {rule.Max ?? "…"}";
        if (field.Value is not { } value)
        {
            return Rules.Broken(
                rule, "bad_format", $"'{field.Name}' is '{field.Printed}', which cannot be compared.", field.Printed, expected);
        }
        return (rule.Min is null || Compare(field.Type, value, rule.Min) >= 0)
            && (rule.Max is null || Compare(field.Type, value, rule.Max) <= 0)
            ? Rules.Pass(rule, field.Printed, expected)
            : Rules.Broken(rule, "out_of_range", $"'{field.Name}' is '{field.Printed}', outside {expected}.", field.Printed, expected);
    }

    /// <summary>A bound is a number, or a day as 2018-03-05.</summary>
    public static bool IsBound(FieldType type, string bound) => type == FieldType.Date
        ? DateOnly.TryParseExact(bound, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        : Amounts.Decimal(bound) is not null;

    // Days in this form are in the order of their letters.
    private static int Compare(FieldType type, string value, string bound) =>
        type == FieldType.Date
            ? string.CompareOrdinal(value, bound)
            : decimal.Compare(Amounts.Decimal(value)!.Value, Amounts.Decimal(bound)!.Value);
}
