using System.Text.RegularExpressions;
using Preciso.Documents;

namespace Preciso.Reading.Fields.Formats;

/// <summary>What each type of field looks like, and its standard form.</summary>
public static partial class FieldFormats
{
    /// <summary>A name or a text has no form of its own; everything else can be told from what surrounds it.</summary>
    public static bool HasForm(FieldDefinition field) =>
        field.Pattern is not null || field.Type is not (FieldType.Text or FieldType.Address);

    /// <summary>The type alone is rare enough that a value needs no label.</summary>
    public static bool IsDistinct(FieldType type) => type is FieldType.BusinessNumber or FieldType.ResidentNumber or FieldType.Email;

    internal static IEnumerable<FoundText> Find(FieldDefinition field, string text, DateOrder order) => field.Pattern is { } pattern
        ? Patterns.Find(pattern, text)
            .Select(found => found with { Value = Parse(field.Type, text.Substring(found.Start, found.Length), order) })
        : Find(field.Type, text, order);

    /// <summary>In its type's standard form; null if it is not one.</summary>
    public static string? Parse(FieldType type, string printed, DateOrder order) => type switch
    {
        FieldType.Amount or FieldType.Number => Amounts.Parse(printed),
        FieldType.Date => Dates.Parse(printed, order),
        FieldType.BusinessNumber => BusinessNumbers.Parse(printed),
        FieldType.Text or FieldType.Address => Spaces().Replace(printed, " ").Trim() is { Length: > 0 } text
            ? ResidentNumbers.Mask(text)
            : null,
        _ => Find(type, printed, order).ToList() is [var only] ? only.Value : null,
    };

    private static IEnumerable<FoundText> Find(FieldType type, string text, DateOrder order) => type switch
    {
        FieldType.Date => Dates.Find(text, order),
        FieldType.Amount or FieldType.Number => Amounts.Find(text),
        FieldType.BusinessNumber => BusinessNumbers.Find(text),
        FieldType.ResidentNumber => ResidentNumbers.Find(text),
        FieldType.Account => Contacts.Accounts(text),
        FieldType.Phone => Contacts.Phones(text),
        FieldType.Email => Contacts.Emails(text),
        _ => [],
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
