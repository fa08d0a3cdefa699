using Preciso.Documents;

namespace Preciso.Reading.Validation;

/// <summary>Dates that follow one another; the same day is in order.</summary>
internal static class OrderRule
{
    public static IEnumerable<FieldCheck> Check(Findings found, DocumentField field, ValidationRule rule)
    {
        var dates = rule.Others!.Select(found.Field).Prepend(field).OfType<DocumentField>().Where(date => date.Value is not null).ToList();
        if (dates.Count < 2)
        {
            yield break;
        }
        var wrong = dates.Zip(dates.Skip(1)).FirstOrDefault(pair => string.CompareOrdinal(pair.First.Value, pair.Second.Value) > 0);
        yield return wrong.First is null
            ? Rules.Pass(rule, field.Printed)
            : Rules.Broken(
                rule, "wrong_order",
                $"'{wrong.First.Name}' ({wrong.First.Printed}) is after '{wrong.Second.Name}' ({wrong.Second.Printed}).",
                wrong.First.Printed, wrong.Second.Printed);
    }
}
