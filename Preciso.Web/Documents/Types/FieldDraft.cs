using Preciso.Documents;

namespace Preciso.Web.Documents.Types;

/// <summary>A field as it is being written down.</summary>
public sealed class FieldDraft
{
    /// <summary>What rules point at: the name, or for a field that has none yet something of its own.</summary>
    public string Id { get; private init; } = Guid.CreateVersion7().ToString("N");

    /// <summary>Once it is saved it stays: documents and rules know the field by it.</summary>
    public string? Name { get; private init; }

    public string Korean { get; set; } = "";

    public string English { get; set; } = "";

    public FieldType Type { get; set; }

    /// <summary>Separated by commas, likeliest first.</summary>
    public string Labels { get; set; } = "";

    public bool Required { get; set; }

    public FieldPosition? Position { get; set; }

    public string Pattern { get; set; } = "";

    public static FieldDraft From(FieldDefinition field) => new()
    {
        Id = field.Name,
        Name = field.Name,
        Korean = field.Names.GetValueOrDefault("ko", ""),
        English = field.Names.GetValueOrDefault("en", ""),
        Type = field.Type,
        Labels = Words.Join(field.Labels),
        Required = field.Required,
        Position = field.Position,
        Pattern = field.Pattern ?? "",
    };

    public FieldDefinition ToField(string name) => new(
        name, Words.Names(Korean, English), Type, Words.Split(Labels), Words.OrNull(Pattern), Position, Required);
}
