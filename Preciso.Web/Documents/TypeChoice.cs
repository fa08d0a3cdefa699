using System.Globalization;
using Preciso.Documents;

namespace Preciso.Web.Documents;

/// <summary>A document type in use, by its name in the reader's language.</summary>
public sealed record TypeChoice(string Key, string Name, IReadOnlyList<FieldDefinition> Fields)
{
    public static async Task<IReadOnlyList<TypeChoice>> All(IDocumentTypes types, Caller caller, CancellationToken cancel) =>
        [.. (await types.List(caller, cancel)).Select(type => type.Published).OfType<DocumentType>().Select(From)];

    private static TypeChoice From(DocumentType type) => new(type.Key, type.Names.InLanguage(type.Key), type.Fields);
}

public static class TypeNames
{
    /// <summary>The name of a type; its key where it is in use no longer.</summary>
    public static string NameOf(this IReadOnlyList<TypeChoice> types, string key) =>
        types.FirstOrDefault(type => type.Key == key)?.Name ?? key;

    public static string Label(this FieldDefinition field) => field.Names.InLanguage(field.Name);

    /// <summary>What a field is called; its own name where no definition has it.</summary>
    public static string LabelOf(this IEnumerable<FieldDefinition> definitions, string field) =>
        definitions.FirstOrDefault(definition => definition.Name == field)?.Label() ?? field;

    /// <summary>A field's value where it says more than what is printed; separators alone say nothing.</summary>
    public static string? StandardForm(this DocumentField field) =>
        field.Value is { } value && Bare(value) != Bare(field.Printed) ? value : null;

    private static string Bare(string text) =>
        (text.StartsWith('-') ? "-" : "") + string.Concat(text.Where(letter => letter is not (',' or '-' or ' ')));

    public static string InLanguage(this IReadOnlyDictionary<string, string> names, string fallback = "") =>
        names.GetValueOrDefault(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? names.Values.FirstOrDefault() ?? fallback;
}
